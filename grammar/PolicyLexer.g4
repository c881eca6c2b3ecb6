// The words of the policy language.
//
// One line a keyword, so that a second spelling is one more alternative on the same line.
// `in force`, `for each`, `at least` … are two words each: the parser puts them together.
lexer grammar PolicyLexer;

// A comma between the choices of `is one of`: told from other commas before parsing (README.md), because a parser that
// meets `f(x is one of a, b` would look ahead to the end of the list at every comma.
tokens { CHOICE_COMMA }

// Declarations
MODULE      : 'module' ;
USE         : 'use' ;
SCHEME      : 'scheme' ;
SOURCE      : 'source' ;
RECORD      : 'record' ;
ENUMERATION : 'enumeration' ;
PARAMETER   : 'parameter' ;
DEFINE      : 'define' ;
REQUIREMENT : 'requirement' ;

// Reserved for declarations that are not written yet: nobody may use them as a plain name.
RELATION    : 'relation' ;
TABLE       : 'table' ;
RISK        : 'risk' ;
DUTY        : 'duty' ;
OUTCOME     : 'outcome' ;
TEST        : 'test' ;

// Sections
TITLE       : 'title' ;
SHORT       : 'short' ;
EDITION     : 'edition' ;
ZH          : 'zh' ;
CITES       : 'cites' ;
TOPIC       : 'topic' ;
PART        : 'part' ;
LEVEL       : 'level' ;
LEVELS      : 'levels' ;
CLASSES     : 'classes' ;
FACTS       : 'facts' ;
CATALOGUE   : 'catalogue' ;
FORCE       : 'force' ;
DRAFT       : 'draft' ;
METHOD      : 'method' ;
WEIGHT      : 'weight' ;
RATIONALE   : 'rationale' ;
REMEDY      : 'remedy' ;
APPLIES     : 'applies' ;
WHEN        : 'when' ;
FOR         : 'for' ;
EACH        : 'each' ;
WHERE       : 'where' ;
UNLESS      : 'unless' ;
REQUIRE     : 'require' ;
RECOMMENDS  : 'recommends' ;
FROM        : 'from' ;
UNTIL       : 'until' ;
REPLACING   : 'replacing' ;
BECAUSE     : 'because' ;
SAYS        : 'says' ;
LABEL       : 'label' ;
ASK         : 'ask' ;
MEANS       : 'means' ;
KEY         : 'key' ;
REF         : 'ref' ;
LIST        : 'list' ;
OF          : 'of' ;
ONE         : 'one' ;
NAME        : 'name' ;
NAMES       : 'names' ;
A           : 'a' ;
PASS        : 'pass' ;
FAIL        : 'fail' ;

// Expressions
AND         : 'and' ;
OR          : 'or' ;
NOT         : 'not' ;
IF          : 'if' ;
THEN        : 'then' ;
IS          : 'is' ;
IN          : 'in' ;
EMPTY       : 'empty' ;
KNOWN       : 'known' ;
MISSING     : 'missing' ;
CONTAINS    : 'contains' ;
STARTS      : 'starts' ;
ENDS        : 'ends' ;
WITH        : 'with' ;
MATCHES     : 'matches' ;
BEFORE      : 'before' ;
AFTER       : 'after' ;
EVERY       : 'every' ;
SOME        : 'some' ;
NO          : 'no' ;
NONE        : 'none' ;
AT          : 'at' ;
LEAST       : 'least' ;
MOST        : 'most' ;
EXACTLY     : 'exactly' ;
SATISFIES   : 'satisfies' ;
ALL         : 'all' ;
VALUES      : 'values' ;
COUNT       : 'count' ;
SUM         : 'sum' ;
HIGHEST     : 'highest' ;
LOWEST      : 'lowest' ;
BY          : 'by' ;
TRUE        : 'true' ;
FALSE       : 'false' ;

// Units of durations
YEARS       : 'years' | 'year' ;
MONTHS      : 'months' | 'month' ;
WEEKS       : 'weeks' | 'week' ;
DAYS        : 'days' | 'day' ;
HOURS       : 'hours' | 'hour' ;
MINUTES     : 'minutes' | 'minute' ;
SECONDS     : 'seconds' | 'second' ;

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
