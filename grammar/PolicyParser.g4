// The sentences of the policy language. README.md beside this file explains how to read and change it.
parser grammar PolicyParser;

options { tokenVocab = PolicyLexer; }

file : moduleHeader? useClause* declaration* EOF ;

moduleHeader : MODULE path ;
useClause    : USE path ( OPEN anyName ( COMMA anyName )* CLOSE )? ;

declaration
  : scheme | source | record | enumeration | parameter | definition | requirement ;

// ---- words -----------------------------------------------------------------------------------------------------

text      : TEXT ;
localised : text ( ZH text )? ;
path      : anyName ( DOT anyName )* ;

// Where a name is new (a variable, a declaration), keywords that start or continue an expression are not names.
plainName : NAME_TOKEN | softWord ;

// After a dot, in a list of fields, in an enumeration: any word.
anyName   : NAME_TOKEN | softWord | hardWord ;

softWord
  : TITLE | SHORT | EDITION | ZH | TOPIC | PART | LEVELS | CLASSES | FACTS | CATALOGUE | FORCE | DRAFT | METHOD
  | WEIGHT | RATIONALE | REMEDY | LABEL | ASK | KEY | LIST | NAME | NAMES | PASS | FAIL | A
  | YEARS | MONTHS | WEEKS | DAYS | HOURS | MINUTES | SECONDS | SOURCE | RECORD | RISK | DUTY | TABLE | TEST
  | OUTCOME | RELATION | SCHEME | ONE ;

hardWord
  : MODULE | USE | ENUMERATION | PARAMETER | DEFINE | REQUIREMENT | CITES | LEVEL | APPLIES | WHEN | FOR | EACH
  | WHERE | UNLESS | REQUIRE | RECOMMENDS | FROM | UNTIL | REPLACING | BECAUSE | SAYS | MEANS | REF | OF
  | AND | OR | NOT | IF | THEN | IS | IN | EMPTY | KNOWN | MISSING | CONTAINS | STARTS | ENDS | WITH | MATCHES
  | BEFORE | AFTER | EVERY | SOME | NO | NONE | AT | LEAST | MOST | EXACTLY | SATISFIES | ALL | VALUES | COUNT
  | SUM | HIGHEST | LOWEST | BY | TRUE | FALSE ;

// ---- schemes and sources ------------------------------------------------------------------------------------

scheme        : SCHEME plainName schemeSection* ;
schemeSection
  : TITLE localised                                             # schemeTitle
  | LEVELS NUMBER RANGE NUMBER                                  # schemeLevels
  | CLASSES schemeClass ( COMMA schemeClass )*                  # schemeClasses
  | FACTS path                                                  # schemeFacts
  | CATALOGUE path                                              # schemeCatalogue
  ;
schemeClass   : anyName localised? ;

source        : SOURCE plainName sourceSection* ;
sourceSection
  : TITLE localised                                             # sourceTitle
  | SHORT localised                                             # sourceShort
  | EDITION text                                                # sourceEdition
  | IN FORCE FROM DATE ( UNTIL DATE )?                          # sourceInForce
  | DRAFT                                                       # sourceDraft
  | CATALOGUE text                                              # sourceCatalogue
  ;

// ---- facts -----------------------------------------------------------------------------------------------------

record      : RECORD plainName ( LABEL localised )? field* ;
field       : KEY? anyName COLON type fieldNote* ;
fieldNote   : LABEL localised                                   # fieldLabel
            | ASK localised                                     # fieldAsk
            ;
type        : LIST OF type                                      # listType
            | REF path                                          # refType
            | NAME OF path                                      # nameType
            | ONE OF enumerator ( COMMA enumerator )*           # enumType
            | path                                              # namedType
            ;
enumerator  : anyName localised? ;
enumeration : ENUMERATION plainName ( LABEL localised )? ONE OF enumerator ( COMMA enumerator )* ;

// ---- parameters and definitions -----------------------------------------------------------------------------

parameter        : PARAMETER plainName COLON type EQUAL expr parameterNote* ;
parameterNote    : AT ( LEAST | MOST ) sum                      # parameterBound
                 | SAYS localised                               # parameterSays
                 | BECAUSE localised                            # parameterBecause
                 ;

definition       : DEFINE plainName ( OPEN ( formal ( COMMA formal )* )? CLOSE )? COLON type definitionNote* MEANS expr ;
formal           : plainName COLON type ;
definitionNote   : SAYS localised ;

// ---- requirements ----------------------------------------------------------------------------------------------

requirement : REQUIREMENT path section* ;
section
  : TITLE localised                                                                  # titleSection
  | CITES plainName ( TOPIC path | clause ) ( IN PART )?                             # citesSection
  | METHOD anyName ( COMMA anyName )*                                                # methodSection
  | WEIGHT plainName                                                                 # weightSection
  | RATIONALE localised                                                              # rationaleSection
  | REMEDY localised                                                                 # remedySection
  | LEVEL NUMBER ( RANGE NUMBER | AND plainName )?                                   # levelSection
  | APPLIES WHEN expr                                                                # appliesSection
  | FOR EACH plainName IN sum ( COMMA? WHERE expr )?                                 # subjectSection
  | WHEN NONE ( PASS | FAIL ) localised                                              # whenNoneSection
  | levelGate? ( REQUIRE | RECOMMENDS ) localised ( REPLACING text )? COLON expr     # partSection
  | UNLESS localised COLON expr                                                      # unlessSection
  ;
levelGate   : FROM LEVEL NUMBER ( UNTIL LEVEL NUMBER )? | UNTIL LEVEL NUMBER ;
clause      : CLAUSE | NUMBER | text | path ;

// ---- expressions -----------------------------------------------------------------------------------------------

expr        : disjunction ( FOR plainName IN sum ( COMMA? WHERE expr )? )? ;
disjunction : conjunction ( OR conjunction )* ;
conjunction : negation ( AND negation )* ;
negation    : NOT negation                                                           # notExpr
            | IF expr THEN expr                                                      # ifExpr
            | quantifier plainName IN sum ( COMMA? WHERE expr )? COMMA? SATISFIES expr   # quantifiedExpr
            | relation                                                               # relationExpr
            ;
quantifier  : EVERY | SOME | NO | ( AT LEAST | AT MOST | EXACTLY ) primary ;

relation    : sum relationTail? ;
relationTail
  : compareSign sum                                             # compareTail
  | IS NOT? ONE OF choices                                      # oneOfTail
  | IS NOT? EMPTY                                               # emptyTail
  | IS ( KNOWN | MISSING )                                      # knownTail
  | ( IS NOT? | NOT )? IN sum                                   # inTail
  | IS? ( ( AT ( MOST | LEAST ) ) sum )? ( BEFORE | AFTER ) sum # timeTail
  | IS NOT? sum                                                 # isTail
  | NOT? CONTAINS sum                                           # containsTail
  | NOT? ( STARTS | ENDS ) WITH sum                             # affixTail
  | NOT? MATCHES text                                           # matchesTail
  | NOT? NAMES A path                                           # namesTail
  ;
compareSign : EQUAL | NOT_EQUAL | LESS_EQUAL | GREATER_EQUAL | LESS | GREATER ;
choices     : sum ( COMMA sum )* ;

sum         : product ( ( PLUS | MINUS ) product )* ;
product     : prefixed ( ( TIMES | DIVIDE ) prefixed )* ;
prefixed      : MINUS? primary ;

primary
  : NUMBER unit                                                 # durationPrimary
  | NUMBER                                                      # numberPrimary
  | DATE                                                        # datePrimary
  | text                                                        # textPrimary
  | ( TRUE | FALSE )                                            # truthPrimary
  | LEVEL                                                       # levelPrimary
  | BY LEVEL OPEN levelCase ( COMMA levelCase )* CLOSE          # byLevelPrimary
  | ALL plainName IN sum COMMA? WHERE expr                      # allPrimary
  | ( COUNT | SUM | VALUES ) OF operand                         # aggregatePrimary
  | ( HIGHEST | LOWEST ) OF operand ( OR sum IF NONE )?         # extremePrimary
  | plainName OPEN ( expr ( COMMA expr )* )? CLOSE              # callPrimary
  | OPEN expr ( COMMA expr )* CLOSE                             # groupPrimary
  | primary DOT anyName                                         # fieldPrimary
  | plainName                                                   # namePrimary
  ;
operand     : OPEN plainName IN sum COMMA? WHERE expr CLOSE     # filteredOperand
            | primary                                           # plainOperand
            ;
levelCase   : NUMBER COLON expr ;
unit        : YEARS | MONTHS | WEEKS | DAYS | HOURS | MINUTES | SECONDS ;
