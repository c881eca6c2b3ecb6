// The sentences of the policy language. README.md beside this file explains how to read and change it.
//
// A file is read piece by piece: a keyword that opens a declaration, first on its line, begins the next piece, and every
// piece is parsed for itself. So a mistake costs one declaration, and the time is linear in the length of the file.
parser grammar PolicyParser;

options { tokenVocab = PolicyLexer; }

piece : ( moduleHeader | useClause | declaration ) EOF ;

moduleHeader : MODULE path ;
useClause    : USE path ( OPEN anyName ( COMMA anyName )* CLOSE )? ;

declaration
  : scheme | source | record | enumeration | parameter | definition | relation | table | requirement | risk | duty
  | outcome | test ;

// One expression alone: for tools that read what a person types.
soleExpression : expr EOF ;

// After a mistake, the rest of a declaration, from a line that begins a new section or field: only to find more mistakes.
restOfRequirement : section* EOF ;
restOfRecord      : field* EOF ;

// ---- words -----------------------------------------------------------------------------------------------------

text      : TEXT ;
localised : text ( ( ZH | EN ) text )? ;   // behind `en` stands the English, before it the Chinese
path      : anyName ( DOT anyName )* ;

// Where a name is new (a variable, a declaration), keywords that start or continue an expression are not names.
plainName : NAME_TOKEN | softWord ;

// After a dot, in a list of fields, in an enumeration: any word.
anyName   : NAME_TOKEN | softWord | hardWord ;

softWord  : typeWord | LIST | NAME | ONE ;

// Soft words that may also name a type: all but those that begin one (`list of`, `name of`, `one of`).
typeWord
  : TITLE | SHORT | EDITION | EN | ZH | TOPIC | PART | LEVELS | CLASSES | FACTS | CATALOGUE | FORCE | DRAFT | METHOD
  | WEIGHT | RATIONALE | REMEDY | LABEL | ASK | KEY | NAMES | PASS | FAIL | A | LEAST | MOST | WITH
  | YEARS | MONTHS | WEEKS | DAYS | HOURS | MINUTES | SECONDS | SOURCE | RECORD | RISK | DUTY | TABLE | TEST
  | OUTCOME | RELATION | SCHEME
  | ABOVE | MAY | BE | PROVIDED | HOLDS | GIVES | RAISED | LOWERED | CONCERNS | DUE | DONE | ON | GIVEN | EXPECT
  | WORKING | OTHERWISE ;

hardWord
  : MODULE | USE | ENUMERATION | PARAMETER | DEFINE | REQUIREMENT | CITES | LEVEL | APPLIES | WHEN | FOR | EACH
  | WHERE | UNLESS | REQUIRE | RECOMMENDS | FROM | UNTIL | REPLACING | BECAUSE | SAYS | MEANS | REF | OF
  | AND | OR | NOT | IF | THEN | IS | IN | EMPTY | KNOWN | MISSING | CONTAINS | STARTS | ENDS | MATCHES
  | BEFORE | AFTER | EVERY | SOME | NO | NONE | AT | EXACTLY | SATISFIES | ALL | VALUES | COUNT
  | SUM | HIGHEST | LOWEST | BY | TRUE | FALSE | SINCE | LATER | EARLIER | ORDINAL | CAN_BE_BY ;

// ---- schemes and sources ------------------------------------------------------------------------------------

scheme          : SCHEME plainName schemeSection* ;
schemeSection   : titleSection | schemeLevels | schemeClasses | schemeFacts | schemeCatalogue ;
schemeLevels    : LEVELS NUMBER RANGE NUMBER ;
schemeClasses   : CLASSES schemeClass ( COMMA schemeClass )* ;
schemeClass     : anyName localised? ;
schemeFacts     : FACTS path ;
schemeCatalogue : CATALOGUE path ;

source          : SOURCE plainName sourceSection* ;
sourceSection   : titleSection | sourceShort | sourceEdition | sourceInForce | sourceDraft | sourceCatalogue ;
sourceShort     : SHORT localised ;
sourceEdition   : EDITION text ;
sourceInForce   : IN FORCE FROM DATE ( UNTIL DATE )? ;
sourceDraft     : DRAFT ;
sourceCatalogue : CATALOGUE text ;

// ---- facts -----------------------------------------------------------------------------------------------------

record       : RECORD plainName recordLabel? field* ;
recordLabel  : LABEL localised ;
field        : KEY? anyName COLON type fieldNote* ;
fieldNote    : fieldLabel | fieldAsk ;
fieldLabel   : LABEL localised ;
fieldAsk     : ASK localised ;

type         : listType | refType | nameType | enumType | namedType ;
listType     : LIST OF type ;
refType      : REF typeName ;
nameType     : NAME OF typeName ;
enumType     : ONE OF enumerator ( COMMA enumerator )* ;
namedType    : LEVEL | typeName ;
typeName     : ( NAME_TOKEN | typeWord ) ( DOT anyName )* ;
enumerator   : anyName localised? ;

enumeration  : ENUMERATION plainName recordLabel? enumType ;

// ---- parameters and definitions -----------------------------------------------------------------------------

parameter        : PARAMETER plainName COLON type EQUAL expr parameterNote* ;
parameterNote    : parameterBound | saysNote | becauseNote ;
parameterBound   : AT ( LEAST | MOST ) sum ;
saysNote         : SAYS localised ;
becauseNote      : BECAUSE localised ;

definition       : DEFINE plainName formals? COLON type saysNote* MEANS expr ;
formals          : OPEN ( formal ( COMMA formal )* )? CLOSE ;
formal           : plainName COLON type ;

// ---- relations and decision tables ---------------------------------------------------------------------------

relation      : RELATION plainName formals ( saysNote | relationRule )* ;
relationRule  : HOLDS OPEN expr ( COMMA expr )* CLOSE ( FOR generator ( COMMA generator )* filter? )? ( WHEN expr )? ;
generator     : plainName IN sum ;

// ROW stands before the first word of every line from the first one that holds a bar.
table         : TABLE plainName formals GIVES type ( saysNote | citesSection )* tableRow+ ;
tableRow      : ROW cell? ( BAR cell? )* ;
cell          : GIVES | cellItem ( COMMA cellItem )* ;
cellItem      : ( LESS_EQUAL | GREATER_EQUAL | LESS | GREATER )? sum ( RANGE sum? )? ;

// ---- requirements ----------------------------------------------------------------------------------------------
// Risks and duties have sections of the same kinds; which of them may stand where is checked when they are lowered.

requirement : REQUIREMENT path section* ;

section
  : titleSection | citesSection | methodSection | weightSection | rationaleSection | remedySection | levelSection
  | appliesSection | subjectSection | whenNoneSection | partSection | unlessSection | providedSection
  | raisedSection | loweredSection | concernsSection | dueSection | everySection | doneSection ;

titleSection     : TITLE localised ;
citesSection     : CITES plainName ( TOPIC path | clause ) ( IN? PART )? ;
clause           : CLAUSE | NUMBER | TEXT | NAME_TOKEN ( DOT anyName )* ;
methodSection    : METHOD anyName ( COMMA anyName )* ;
weightSection    : WEIGHT plainName ;
rationaleSection : RATIONALE localised ;
remedySection    : REMEDY localised ;
levelSection     : LEVEL NUMBER ( RANGE NUMBER | AND ABOVE )? ;
appliesSection   : APPLIES WHEN expr ;
subjectSection   : FOR ( EACH | EVERY ) plainName IN sum filter? ;
whenNoneSection  : WHEN NONE ( PASS | FAIL ) localised ;
partSection      : levelGate? ( REQUIRE | RECOMMENDS ) localised ( REPLACING text )? COLON expr ;
levelGate        : fromLevel untilLevel? | untilLevel ;
fromLevel        : FROM LEVEL NUMBER | ORDINAL NUMBER LEVEL_ON ;
untilLevel       : UNTIL LEVEL NUMBER | ORDINAL NUMBER LEVEL_OFF ;
unlessSection    : UNLESS localised COLON expr ;
providedSection  : MAY BE PROVIDED BY sum | CAN_BE_BY sum PROVIDED ;

// ---- risks and duties --------------------------------------------------------------------------------------------

risk             : RISK path section* ;
raisedSection    : levelGate? RAISED localised COLON expr ;
loweredSection   : LOWERED localised COLON expr ;
concernsSection  : CONCERNS path ( COMMA path )* ;

duty             : DUTY path section* ;
dueSection       : DUE sum ( ( AFTER | BEFORE | LATER | EARLIER ) sum )? ;   // Chinese: the date, 后, the time
everySection     : EVERY sum ( AFTER | FROM ) sum ;
doneSection      : DONE ON sum ;

// ---- outcomes and tests ------------------------------------------------------------------------------------------

outcome          : OUTCOME plainName GIVES type outcomeNote* MEANS expr ;
outcomeNote      : titleSection | saysNote | citesSection ;

test             : TEST localised testSection* ;
testSection      : testOf | testLevel | testDate | testWith | testGiven | testExpect ;
testOf           : OF path testLevel? ;
testLevel        : AT? LEVEL ( NUMBER | text ) ;
testDate         : ON DATE ;
testWith         : WITH plainName EQUAL sum ( COMMA plainName EQUAL sum )* ;
testGiven        : GIVEN ( plainName COLON type )? json ;
testExpect       : EXPECT ( expectTruth | expectVerdict ) ;
expectTruth      : anyName COLON expr ;
expectVerdict    : anyName ( FOR text )? ( BECAUSE text ( COMMA text )* )? ;

json             : OPEN_BRACE jsonPart* CLOSE_BRACE | OPEN_BRACKET jsonPart* CLOSE_BRACKET
                 | TEXT | MINUS? NUMBER | TRUE | FALSE | NAME_TOKEN ;
jsonPart         : OPEN_BRACE jsonPart* CLOSE_BRACE | OPEN_BRACKET jsonPart* CLOSE_BRACKET
                 | ~( OPEN_BRACE | CLOSE_BRACE | OPEN_BRACKET | CLOSE_BRACKET ) ;

// ---- expressions -----------------------------------------------------------------------------------------------

expr        : disjunction ( FOR plainName IN sum filter? )? ;
filter      : COMMA? WHERE expr ;
disjunction : conjunction ( OR conjunction )* ;
conjunction : negation ( AND negation )* ;
negation    : notExpr | ifExpr | chooseExpr | quantified | selection | comparison ;

notExpr     : NOT negation ;
ifExpr      : IF expr THEN expr ;
chooseExpr  : chooseCase+ OTHERWISE sum ;
chooseCase  : WHEN expr THEN sum ;
quantified  : quantifier plainName IN sum filter? COMMA? SATISFIES expr ;
quantifier  : EVERY | SOME | NO | ( AT LEAST | AT MOST | EXACTLY ) postfix ;
selection   : ALL plainName IN sum filter ;

comparison  : sum tail? ;
tail        : compareTail | oneOfTail | emptyTail | knownTail | inTail | timeTail | isTail | containsTail | affixTail
            | matchesTail | namesTail ;
compareTail : ( EQUAL | NOT_EQUAL | LESS_EQUAL | GREATER_EQUAL | LESS | GREATER ) sum ;
oneOfTail   : IS NOT? ONE OF sum ( CHOICE_COMMA sum )* ;
emptyTail   : IS NOT? EMPTY ;
knownTail   : IS ( KNOWN | MISSING ) ;
inTail      : ( IS NOT? | NOT )? IN sum ;
timeTail    : ( IS distance? )? ( BEFORE | AFTER ) sum | SINCE sum ( LATER | EARLIER )? distance ;
distance    : AT ( MOST | LEAST ) sum ;
isTail      : IS NOT? sum ;
containsTail: NOT? CONTAINS sum ;
affixTail   : NOT? ( STARTS | ENDS ) WITH sum | NOT? WITH sum ( STARTS | ENDS ) ;
matchesTail : NOT? MATCHES text ;
namesTail   : NOT? NAMES A typeName ;

sum         : product ( ( PLUS | MINUS ) product )* ;
product     : prefixed ( ( TIMES | DIVIDE ) prefixed )* ;
prefixed    : MINUS? postfix ;
postfix     : ( filtered listSuffix+ | primary ) ( DOT anyName )* listSuffix* ;
listSuffix  : listWord orIfNone? ;
listWord    : NUMBER_OF | TOTAL_OF | KINDS_OF | HIGHEST_OF | LOWEST_OF ;   // Chinese: behind the list
orIfNone    : OR_IF_NONE sum ;

primary     : workingDays | duration | number | date | text | truth | levelNow | byLevel | aggregate | extreme | rows
            | call | group | name ;
workingDays : NUMBER WORKING DAYS ;
duration    : NUMBER unit ;
unit        : YEARS | MONTHS | WEEKS | DAYS | HOURS | MINUTES | SECONDS ;
number      : NUMBER ;
date        : DATE ;
truth       : TRUE | FALSE ;
levelNow    : LEVEL ;
byLevel     : BY LEVEL OPEN levelCase ( COMMA levelCase )* CLOSE ;
levelCase   : NUMBER COLON expr ;
aggregate   : ( COUNT | SUM | VALUES ) OF operand ;
extreme     : ( HIGHEST | LOWEST ) OF operand ( OR sum IF NONE )? ;
operand     : filtered | postfix ;
rows        : ALL typeName ;
filtered    : OPEN plainName IN sum filter CLOSE ;
call        : plainName OPEN ( expr ( COMMA expr )* )? CLOSE ;
group       : OPEN expr ( COMMA expr )* CLOSE ;
name        : plainName ;
