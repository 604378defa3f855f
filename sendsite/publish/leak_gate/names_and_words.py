"""
Names that are words too. "May (Year 6)" is a month, "Amber, Year 5" a rating and "Will Year 5 pupils" a question: such a name needs more beside it.

The list is ours, from names of children and families in England that are words of its language, its places or of this field.
"""

from __future__ import annotations

FIRST_NAMES = """
ace alma amber america angel angus april art asia aspen august aurora austin autumn avery beau bear bill blake blossom bob bonny brook brooke brooklyn buddy
bunny candy carol carter cat chad chance charity chase chelsea cherry chester china chip chris christian christmas clay clement cliff clover cody constance
cooper coral crystal daisy dale dakota dawn dean delta destiny devon diamond dolly don dot drew duke earl earnest easter ebony echo eden england eve even
ever faith fern fleur flora florence forest forrest fox frank frankie free gay gem gene georgia ginger glen glory grace grant gray gene guy harmony harper
harry hazel heath heather holly honey honor honour hope hunter india indigo iris isle israel ivory ivy jack jade jasmine jay jean jersey jess jet jewel job
jordan journey joy june junior justice kay ken kent king kit kitty lake lance lane lark laurel lavender lee legend lex liberty lilac lily lincoln logan london
lotus love luck lucky lyric mace magnolia major maple march mark marshal mason may mel melody mercy merit miles milan milo mint misty myrtle nancy nick noble
noel nova ocean olive opal orchid page paige paris parker pat patience patsy paul pearl peace penny pepper phoenix piper poppy precious presley preston prince
princess promise prudence queen rain raven ray red reed reef rich ridge river rob robin rocky rod rory rose rosemary rowan royal ruby rusty ryder sage sandy
saffron savannah scarlet scout sebastian senior sheldon sienna sierra silver sky skye sonny spencer spring star stella sterling stone storm sue summer sunday
sunny sydney taylor temple thyme tiger tom tony trinity troy true tuesday tyler unity val van venice verity victor victoria violet virginia wade walker ward
wednesday west will willow wilson win winter woody wren young zion
"""

SURNAMES = """
baker ball bank banks barber barker bell best bird black bloom bond book booth bowler bridge bridges bright broad brook brooks brown bull burns bush butcher
butler carpenter carter case cave chance church clark clarke clay cliff close coach coal coles comfort cook cooper court cox craft cross cummings curry day
dean dear deer dent dial dick doe drake draper drew driver duck duke dyer east edge elder england english evens every fair fall farmer farr field fields finch
fish fisher flood flower flowers forest forester forrest foster fox france francis free french friend frost gale garden gardener gardner gates giles glass
glover gold golden good goode goodall gore grace grange grant gray graves green grey griffin grove groves guest hall hand hands hardy harper hart hawk hay hays
head heart heath high hill hills hogg holder hole holiday holland holly holmes hood hook hope horn house howe hunt hunter ireland jolly joy judge keen keep
kent key keys king kings kitchen knight lake lamb land lane law lawn lawyer lay lee little lock long lord love low lowe lynch major mann march marks marsh
marshall mason may miller mills moody moon moor moore moss myers nash neat new newman noble north ocean old oliver page paine palmer park parker parks parish
parsons partridge patience peace peacock penny perry piper pitt place pollard pond poole pope porter post potter potts powers price priest prince prior proctor
quick rain ranger read reader reading reed reeve rest rich rider ring rivers roads rock rose royal rule rush salmon sands school scott sellers shade sharp
sharpe shaw shepherd short shore silver singer skinner slater small smart smith snow south sparrow spear speed spence spring stables star steel stone storm
street strong summer summers swan sweet swift tanner taylor temple terry thatcher thorn tower towers town townsend trainer tree tucker turner underwood vale
vine walker wall walls ward water waters watts way weaver webb weeks wells west wheeler white wild wilde will wills winter winters wise wolf wood woods work
worth wright young
"""

STARTING = """
a an and as at but by for from he her his if in is it its no now of on our she so that the their then there these they this to was we when with you
"""

ABBREVIATED = """
aa ac act aet ai al ald am apa are asc asd ba bb bc bsl cad cams cd ceo cfo ci cic cin coo cp cpd csv ct da dd de dfe dfc dh dht di do dp dpa dpo dq
dqf ds dsl dt dv eal ebd ec ed ee eh ehc ehcp el elsa elg ent ep eps et ey eyfs fe fm fs fsm ft fte gcse gd gdpr gl gp hi hlta hr ht ia ic ict id iep
im in is isp it ite ix js ks la lac lsa ma mat mb mfl mld msi mtc nc neet ni no nor ns nv of ofsted ok on or ot pa pc pd pdf pe pfi pl pm pmld pp ppa
ps pshe pta ptsa qa qts ra rag re rp rse sa sats sb sd se sea sef sema semh sen senco send sendco sha si sia sl salt slcn sld slt smsc so sp spag spld
ssp st stem ta tas tb td tes tic to tv ua uk up upn url urn us vi vii viii wt wts ww xi xii
"""

FIRST = frozenset(FIRST_NAMES.split())
LAST = frozenset(SURNAMES.split())
ABBREVIATIONS = frozenset(ABBREVIATED.split())
"""Two to four capitals that stand for something else in schools: a TA of Year 5 is no child. With dots between them they count."""

STARTERS = frozenset(STARTING.split())
"""Words that begin a sentence, so that their capital tells no surname."""
