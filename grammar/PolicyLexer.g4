// The words of the policy language.
//
// One line a keyword, with both its spellings: English, then Chinese. The first Chinese spelling is the one that `fmt` writes.
// `in force`, `for each`, `at least` … are two words each: the parser puts them together.
lexer grammar PolicyLexer;

// A comma between the choices of `is one of`: told from other commas before parsing (README.md), because a parser that
// meets `f(x is one of a, b` would look ahead to the end of the list at every comma.
// ROW begins a row of a decision table: newlines count there, and nowhere else.
tokens { CHOICE_COMMA, ROW }

// Declarations
MODULE      : 'module' | '模块' ;
USE         : 'use' | '使用' ;
SCHEME      : 'scheme' | '制度' ;
SOURCE      : 'source' | '依据' ;
RECORD      : 'record' | '记录' ;
ENUMERATION : 'enumeration' | '枚举' ;
PARAMETER   : 'parameter' | '参数' ;
DEFINE      : 'define' | '定义' ;
REQUIREMENT : 'requirement' | '要求' ;
RELATION    : 'relation' | '关系' ;
TABLE       : 'table' | '决策表' ;
RISK        : 'risk' | '风险' ;
DUTY        : 'duty' | '义务' ;
OUTCOME     : 'outcome' | '结论' ;
TEST        : 'test' | '测试' ;

// Sections
TITLE       : 'title' | '标题' ;
SHORT       : 'short' | '简称' ;
EDITION     : 'edition' | '版次' ;
EN          : 'en' | '英文' ;
ZH          : 'zh' | '中文' ;
CITES       : 'cites' | '引用' ;
TOPIC       : 'topic' | '条目' ;
PART        : 'part' | '部分' ;
LEVEL       : 'level' | '级别' ;
LEVELS      : 'levels' | '级别范围' ;
CLASSES     : 'classes' | '类别' ;
FACTS       : 'facts' | '事实' ;
CATALOGUE   : 'catalogue' | '目录' ;
FORCE       : 'force' ;
DRAFT       : 'draft' | '草案' ;
METHOD      : 'method' | '方法' ;
WEIGHT      : 'weight' | '权重' ;
RATIONALE   : 'rationale' | '说明' ;
REMEDY      : 'remedy' | '整改' ;
APPLIES     : 'applies' | '适用' ;
WHEN        : 'when' | '当' ;
FOR         : 'for' | '对于' ;
EACH        : 'each' ;
WHERE       : 'where' | '其中' ;
UNLESS      : 'unless' | '除非' ;
REQUIRE     : 'require' | '应' ;
RECOMMENDS  : 'recommends' | '宜' ;
FROM        : 'from' | '自' ;
UNTIL       : 'until' | '至' ;
REPLACING   : 'replacing' | '取代' ;
BECAUSE     : 'because' | '理由' ;
SAYS        : 'says' | '表述' ;
LABEL       : 'label' | '名称' ;
ASK         : 'ask' | '提问' ;
MEANS       : 'means' | '即' ;
KEY         : 'key' | '标识' ;
REF         : 'ref' | '指向' ;
LIST        : 'list' ;
OF          : 'of' ;
ONE         : 'one' ;
NAME        : 'name' ;
NAMES       : 'names' ;
A           : 'a' ;
PASS        : 'pass' | '符合' ;
ABOVE       : 'above' ;
MAY         : 'may' ;
BE          : 'be' ;
PROVIDED    : 'provided' | '提供' ;
HOLDS       : 'holds' | '成立' ;
GIVES       : 'gives' | '得出' ;
RAISED      : 'raised' | '触发' ;
LOWERED     : 'lowered' | '降低' ;
CONCERNS    : 'concerns' | '关联' ;
DUE         : 'due' | '期限' ;
DONE        : 'done' ;
ON          : 'on' | '于' ;
GIVEN       : 'given' | '给定' ;
EXPECT      : 'expect' | '预期' ;
FAIL        : 'fail' | '不符合' ;

// Expressions
AND         : 'and' | '且' ;
OR          : 'or' | '或' ;
NOT         : 'not' | '非' ;
IF          : 'if' | '若' ;
THEN        : 'then' | '则' ;
IS          : 'is' | '为' | '是' ;
IN          : 'in' | '属于' ;
EMPTY       : 'empty' ;
KNOWN       : 'known' ;
MISSING     : 'missing' ;
CONTAINS    : 'contains' | '包含' ;
STARTS      : 'starts' | '开头' ;
ENDS        : 'ends' | '结尾' ;
WITH        : 'with' | '以' ;
MATCHES     : 'matches' | '匹配' ;
BEFORE      : 'before' | '早于' ;
AFTER       : 'after' | '晚于' ;
EVERY       : 'every' | '每个' ;
SOME        : 'some' | '存在' ;
NO          : 'no' | '不存在' ;
NONE        : 'none' | '无' ;
AT          : 'at' ;
LEAST       : 'least' ;
MOST        : 'most' ;
EXACTLY     : 'exactly' | '恰好' ;
SATISFIES   : 'satisfies' | '满足' | '均满足' ;
ALL         : 'all' | '所有' ;
VALUES      : 'values' ;
COUNT       : 'count' ;
SUM         : 'sum' ;
HIGHEST     : 'highest' ;
LOWEST      : 'lowest' ;
BY          : 'by' ;
OTHERWISE   : 'otherwise' | '否则' ;
TRUE        : 'true' | '真' ;
FALSE       : 'false' | '假' ;

// Units of durations
YEARS       : 'years' | 'year' | '年' ;
MONTHS      : 'months' | 'month' | '个月' ;
WEEKS       : 'weeks' | 'week' | '周' | '星期' ;
DAYS        : 'days' | 'day' | '天' | '日' ;
HOURS       : 'hours' | 'hour' | '小时' ;
MINUTES     : 'minutes' | 'minute' | '分钟' ;
WORKING     : 'working' ;
SECONDS     : 'seconds' | 'second' | '秒' ;

// Chinese words that stand where English has none: the sentence has another order (PolicyParser.g4).
SINCE       : '距' ;         // online 距 as_of 不超过 6 个月
LATER       : '后' | '之后' ;
EARLIER     : '前' | '之前' ;
NUMBER_OF   : '的数量' ;
TOTAL_OF    : '的总和' ;
KINDS_OF    : '的取值' ;
HIGHEST_OF  : '的最大值' ;
LOWEST_OF   : '的最小值' ;
OR_IF_NONE  : '若无则' ;
ORDINAL     : '第' ;         // 第 3 级起
LEVEL_ON    : '级起' ;
LEVEL_OFF   : '级前' ;
CAN_BE_BY   : '可由' ;

// Chinese words for several English ones: taken apart before parsing (`engine/syntax/keywords.cpp` says into what).
COMPOUND
  : '个' | '施行' | '一组' | '名称指向' | '以下之一' | '为以下之一' | '是以下之一' | '不为以下之一' | '不是以下之一'
  | '不为' | '不是' | '为空' | '不为空' | '已知' | '未知' | '不属于' | '不包含' | '不匹配' | '指名' | '不指名'
  | '至少' | '至多' | '不超过' | '不少于' | '对于每个' | '对每个' | '当无对象' | '完成于' | '每' | '按级别' | '及以上'
  | '个工作日' | '针对' | '不以' | '适用条件' | '设定' ;

// Values
DATE        : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
CLAUSE      : DIGIT+ '.' DIGIT+ ( '.' [0-9a-z]+ )+ ;
NUMBER      : DIGIT+ ( '.' DIGIT+ )? ;
TEXT        : '"' ( ESCAPE | ~["\\\r\n] )* '"'
            | '\u201C' ( ESCAPE | ~["\\\r\n\u201D] )* '\u201D' ;
// A text that its line does not close: one clear error instead of a flood.
OPEN_TEXT   : [\u0022\u201C] ( ESCAPE | ~["\\\r\n\u201D] )* ;
NAME_TOKEN  : [\p{L}_] ( [\p{L}\p{N}\p{M}_] | '-' [\p{L}\p{N}] )* ;

// Signs; full-width forms are the same signs
RANGE       : '..' ;
DOT         : '.' ;
COLON       : ':' | '\uFF1A' ;
COMMA       : ',' | '\uFF0C' ;
OPEN_BRACE  : '{' ;
CLOSE_BRACE : '}' ;
OPEN_BRACKET  : '[' ;
CLOSE_BRACKET : ']' ;
OPEN        : '(' | '\uFF08' ;
CLOSE       : ')' | '\uFF09' ;
EQUAL       : '=' ;
NOT_EQUAL   : '!=' | '\u2260' ;
LESS_EQUAL  : '<=' | '\u2264' ;
GREATER_EQUAL : '>=' | '\u2265' ;
LESS        : '<' ;
GREATER     : '>' ;
PLUS        : '+' ;
MINUS       : '-' ;
TIMES       : '*' ;
DIVIDE      : '/' ;
BAR         : '|' ;

DOC         : '---' ~[\r\n]* -> channel(HIDDEN) ;
COMMENT     : '--' ~[\r\n]* -> channel(HIDDEN) ;
SPACE       : [ \t\r\n\u00A0\u3000\uFEFF]+ -> skip ;

UNEXPECTED  : . ;

fragment DIGIT  : [0-9] ;
fragment ESCAPE : '\\' ~[\r\n] ;
