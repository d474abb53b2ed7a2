"""First names that are one name: pet names, English and Hebrew forms, spellings. Our own list."""

import re
import unicodedata
from functools import lru_cache

_GROUPS = """
abraham abe avraham avi avrohom abie bram
abigail abby abbie gail avigail
adam addy
albert bert bertie al
alexander alex alec sasha sandy lex xander
alexandra alexa sandra lexie
alfred alf alfie fred
alice ali
alison ali alyson allison
amanda mandy
andrew andy drew
angela angie
ann anne anna hannah chana channah annie hana chanah nan
anthony tony antony
arnold arnie
arthur artie
aaron aron aharon ari
barbara babs barbie barb
barnett barney
barry baruch
benjamin ben benny binyamin benji benjy
bernard bernie
beverley bev beverly
brian bryan
catherine kate cathy kathy katherine kathryn katie kitty cath kath katy
caroline carrie caro carolyn
charles charlie chas chuck
charlotte lottie charlie
chaim hayim haim chayim hyam hyman
christine chris chrissie christina tina
christopher chris
cynthia cindy
daniel dan danny dani
daniella dani danielle daniela
david dave davy dovid dudi
deborah debbie devorah deb debra dvora
denis dennis den
diana di diane
dorothy dot dottie dolly
edward ed eddie ted teddy ned
edwin ed
eli elijah eliyahu
elias eli
elizabeth liz beth lizzie betty elisheva eliza elisabeth betsy libby bess
eleanor ellie nell elinor nora
emily em emmy
emma em
ephraim efraim fry
esther esti hester ester
ethel etty
eva eve chava evie
evelyn evie
ezra ez
florence flo florrie
frances fran francesca fanny
francis frank
frederick fred freddie freddy
gabriel gabe gaby gabi
gabrielle gaby gabi gabriella
geoffrey geoff jeffrey jeff
george georgie
georgina georgie gina
gerald gerry jerry
gerard gerry
gillian gill jill
gideon gid
gwendolyn gwen
harold harry hal
harry henry harris
helen ellen nell helena
hilary hillary
howard howie
irene rene
isaac yitzchak ike izzy itzik yitzhak zak
isabel bella isobel isabelle bel isabella
israel yisrael izzy
jacob yaakov jake jack yakov jacky
jacqueline jackie jacqui
james jim jimmy jamie
jane janey janie
janet jan
janice jan
jennifer jen jenny jenni
jeremy jerry jez
jerome jerry
jessica jess jessie
joan joanie
joanna jo joanne joanie
john jack johnny jon
jonathan jon yonatan jonny johnathan johnny yoni jonty
joseph joe yosef joey josef yossi joss
josephine jo josie
joshua josh yehoshua
joyce joy
judah yehuda jude
judith judy yehudit judi
julia julie
julian jules
karen caren
kenneth ken kenny
laura lauren laurie
lawrence larry laurence lawrie laurie
leah lea leia
leonard len lenny leo
leslie les lesley
lewis louis lou
lilian lily lillian lil
linda lynda lyn
louise lou
lucy lucie
lydia lyddie
malcolm mal
margaret maggie peggy meg madge greta marge margie
marian marion marianne
marilyn lyn
mark marc mordechai
martin marty
mary molly polly
matilda tilly
matthew matt mattityahu mat
maurice morris moshe moss
max maxwell maximilian
melanie mel
melissa mel
michael mike mick micky mikey mickey michel
michelle shelly shell
millicent millie
mildred millie
miriam miri mim mimi
montague monty
mordechai motti mottie morty mordecai
mortimer morty
moses moshe moishe moss mo
naomi nomi noami
nathan nat natan nate
nathaniel nat nathan netanel nate
natalie nat
nicholas nick nicky nicolas
nicola nicky nikki nicole
noah noach
norman norm
olivia liv livvy
oliver ollie olly
pamela pam
patricia pat patsy tricia trish
patrick paddy pat
paula pauline
peter pete
philip phil phillip
philippa pippa pip
phoebe phebe
priscilla cilla
rachel rae rochel ray shelly
raphael rafi rafael raf
raymond ray
rebecca becky rivka becca bec rebekah becki
reuben ruben reuven rube
richard dick rick ricky richie rich
robert bob rob bobby robbie bert
roberta bobbie robbie
roger rodge
ronald ron ronnie
rosalind ros roz
rose rosie rosa
rosemary rosie rose
ruth ruthie rut
sally sal
samuel sam sammy shmuel
samantha sam sammy
sandra sandy
sarah sara sally sadie sarai
sharon shaz
sheila shelagh
sidney sid sydney
simon sy shimon simeon si
solomon sol shlomo solly
sophie sophia soph sofia
stanley stan
stephen steve steven stevie stephan
stephanie steph
stuart stewart stu
susan sue susie suzy suzanne shoshana susannah
sylvia syl
tamara tammy tamar tami
teresa terry tess theresa
terence terry
theodore ted theo teddy
thomas tom tommy
timothy tim
tobias toby tuvia
valerie val
vera vi
victor vic
victoria vicky vikki tori
vincent vince
violet vi
vivian viv vivienne
walter wally wal
warren wazza
wendy wend
wilfred wilf
william bill will billy liam willie
winifred win winnie
yael jael
yetta etta
yvonne eve
zachary zach zak zac zack
zoe zoey
"""
_ALONE = """
ada adina adir aidan alan alana alma alona alva amalia amber amelia amichai amiel amir amira amit amitai amy
anya arabella ariel ariella aryeh asa asher astrid atara aubrey audrey ava avigdor aviv aviva ayala ayelet
azriel bella benedict bilha bina blake boaz bonnie brenda bruria callum cara carl carla carmel carmela carmi
cecil celia ceri chloe claire clara clare clive colin conor coral craig daisy dalia daphna dara darren dawn
dean devora diego dina dinah dor dora dorit doron dov dror duncan dylan eden edith edna efrat eitan elad
elan elana eleazar eli eliana eliezer elisha elkan ella ellen ellis emil emilia emmanuel enid eran erez eric
erica erin eva evan ewan eyal faith felicity felix fiona flora frances francis frank freda freya gad gal
galia gareth gavin geoffrey george gerald gertrude gideon gila gilad gillian gita glenn gloria golda grace
graham greta guy hadas hadassah harriet hazel heather helen helena henrietta henry herbert hila hilary hilda
hinda hugh hugo ian ida idan ido ilan ilana imogen inbal ira irene iris irit isabel isabella isla itai
itamar ivan ivor ivy jade jane janet janice jared jasmine jason jay jean jemima jenna jeremy jessica jill
joan joanna jocelyn joel joelle jonah jordan josephine joy joyce jude julia julian julie juliet june karen
karl keith kelly kenneth keren kevin kieran kyle lara laura lauren lee leila lena leo leon leonie leora liat
libi lila lilach lily linda lior liora lisa liv lois lola lorna lorraine louis louisa lucas lucy luke luna
lydia lynn maayan madeleine maia malachi malcolm malka marcia margot maria marina marion marissa mark
marlene martha martin mary matan maureen maxine maya meir meira melissa menachem mia micah michal mira moran
mordechai morris muriel myra naama nadav nadia nadine naftali natan nechama neil netta nicola nigel nina nir
nira nissim noa noah noam noga nora norma norman olive oliver olivia omer omri ophir oren orit orla orly
oscar otto owen paul paula pauline penina penny peter phoebe phyllis pinchas polly poppy rafi rami raphael
raquel ravi raya reuben reuven rhoda rhona rina rivka roni rory rosa rose ross rotem roy roya ruben rupert
russell ruth sadie sage sally saul sean seth shai shalom sharon shaul sheila shimon shira shirley shlomit
shoshana sigal simcha simon simone sivan sonia sophia sophie stanley stella stuart sylvia tal tali talia
tamar tamara tamsin tanya tara tessa thea theo thomas tikva tirza tobias toby tom tomer tova tracey trevor
uri uriah uriel uzi vanessa vera vered verity wayne yaakov yaara yair yaniv yarden yehudit yigal yitzhak
yona yoni yosef yotam yuval zara zev ziva zohar zvi
"""
"""Names that have no other forms, and so that many of them are one letter from another."""
_FAMILIES = """
cohen kohn cohn coen kohen cahn kahn cowan
levy levi levey levene levin levine
katz cats
schwartz schwarz shwartz swartz
goldstein goldstien
friedman freedman friedmann
rosenberg rosenburg
bernstein bernstien
weiss weisz wise vaiss
klein kline cline
meyer meier maier myer mayer myers meyers
jacobs jacob
abrahams abraham abrams
simmons simons simon
moses moss
hirsch hersh hirsh
stein stien
fischer fisher
schneider snyder
"""


@lru_cache(maxsize=65536)
def normalise_name(name: str) -> str:
    """A name without capitals, accents, signs and digits: ``O’Néill`` is ``oneill``.

    A name of nothing but figures or symbols stays as it is, so that it is known again.
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(
        c if c.isalpha() else "" if c in "'’`." or unicodedata.combining(c) else " " for c in apart
    )
    plain = " ".join(kept.split())
    if plain or not any(unicodedata.category(c)[0] in "LNS" for c in name):
        return plain
    return " ".join(name.casefold().split())


@lru_cache(maxsize=65536)
def normalise_label(name: str) -> str:
    """Any name without capitals and signs; digits stay: ``Class 3 (Gimel)`` is ``class 3 gimel``."""
    return " ".join(re.sub(r"[\W_]+", " ", name.casefold()).split())


def _table(groups: str, first: int = 0) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(filter(None, groups.splitlines()), start=first):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


_GROUPED = _table(_GROUPS)
_GIVEN = _GROUPED | _table(
    "\n".join(f"\n{name}" for name in _ALONE.split() if name not in _GROUPED), len(_GROUPED)
)
_FAMILY = _table(_FAMILIES)
_NONE: frozenset[int] = frozenset()


def given_name_groups(name: str) -> frozenset[int]:
    """The names that a first name may stand for, as numbers; empty where it is on no list."""
    return _GIVEN.get(name, _NONE)


def is_same_given_name(one: str, other: str) -> bool:
    """Whether two first names, as ``normalise_name`` leaves them, may be one."""
    return one == other or bool(_GIVEN.get(one, _NONE) & _GIVEN.get(other, _NONE))


def is_same_family_name(one: str, other: str) -> bool:
    """Whether two family names, as ``normalise_name`` leaves them, are spellings of one."""
    return one == other or bool(_FAMILY.get(one, _NONE) & _FAMILY.get(other, _NONE))
