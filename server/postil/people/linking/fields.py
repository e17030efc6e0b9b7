"""Fields of life: which of them words belong to, in an article as in what is known of a person."""

from collections import Counter
from collections.abc import Iterable, Mapping

_POLITICS, _LAW, _FORCES, _BUSINESS, _SCIENCE, _FAITH, _MEDIA = (
    "politics", "law", "forces", "business", "science", "faith", "media",
)  # fmt: skip
SPORT = "sport"
_WORDS = {
    _POLITICS: """
        politician politics political parliament parliamentary parliamentarian congress
        congressional senate senator senators lawmaker lawmakers legislator legislature legislative
        mp mps minister ministers ministry president presidential governor government cabinet
        chancellor mayor councillor councilman councilwoman council election elections elected
        candidate candidates voters vote campaign republican republicans democrat democrats
        democratic conservative liberal labour party ambassador diplomat diplomats diplomatic treaty
        secretary premier deputy delegate representative congressman congresswoman whip caucus
        coalition bill mep taoiseach monarch king queen prince duma riksdag bundestag knesset
    """,
    _LAW: """
        lawyer lawyers attorney attorneys judge judges justice court courts trial prosecutor
        barrister solicitor jury verdict jurist counsel sentencing sentenced convicted plaintiff
        lawsuit
    """,
    _FORCES: """
        general colonel admiral commander lieutenant captain sergeant soldier soldiers army navy
        troops military officer police constable detective inspector sheriff marines corps chief
        fire firefighter
    """,
    _BUSINESS: """
        businessman businesswoman businessperson entrepreneur executive ceo chairman chairwoman
        company companies shares profit profits investors investor market markets bank banker
        economist analyst revenue sales merger manager managing founder corporation inc ltd
        financier
    """,
    _SCIENCE: """
        scientist professor researcher researchers university physicist chemist biologist
        mathematician historian astronomer geologist economist psychologist sociologist philosopher
        scholar academic study laboratory surgeon physician doctor hospital patients medical
        epidemiologist engineer astronaut computer
    """,
    _FAITH: """
        bishop archbishop cardinal priest pope pastor rabbi imam theologian church diocese parish
        cathedral vicar cleric minister religious missionary
    """,
    _MEDIA: """
        journalist reporter editor broadcaster presenter anchor columnist newspaper television radio
        correspondent commentator blogger
    """,
    "screen": """
        actor actress film films movie movies director screenwriter filmmaker producer comedian
        television drama series starring cast premiere hollywood oscar oscars theatre stage sitcom
        episode
    """,
    "music": """
        singer musician songwriter rapper composer conductor guitarist drummer pianist band album
        albums song songs concert tour orchestra opera jazz rock pop label guitar vocals record dj
    """,
    "letters": """
        writer author novelist poet playwright essayist novel novels book books poem poetry literary
        publisher memoir translator
    """,
    "art": """
        painter sculptor artist photographer architect designer gallery exhibition museum paintings
        sculpture illustrator cartoonist fashion model
    """,
    "baseball": """
        baseball inning innings pitcher bullpen homer homered mlb shortstop outfielder batted
        yankees sox dodgers mets struck runs rbi catcher
    """,
    "gridiron": """
        quarterback touchdown touchdowns nfl linebacker cornerback receiver punter tackle yards
        gridiron lineman super bowl
    """,
    "football": """
        footballer soccer striker midfielder goalkeeper defender fifa uefa premier goal goals
        penalty kick league champions fc winger
    """,
    "basketball": "basketball nba rebounds pointer points guard forward dunk playoff playoffs wnba",
    "hockey": "hockey nhl puck goaltender stanley rink",
    "cricket": "cricket cricketer wicket wickets batsman bowler innings test odi",
    "tennis": "tennis wimbledon slam sets serve atp wta",
    "golf": "golf golfer pga birdie bogey par putt",
    "rugby": "rugby scrum fly-half prop lock",
    "racing": "racing driver formula nascar grand prix lap laps motorsport jockey horse trainer stakes",
    "athletics": """
        sprinter runner athlete athletics olympic olympics marathon swimmer swimming skier cyclist cycling
    """,
    "fighting": "boxer boxing wrestler wrestling ufc fight bout heavyweight judoka",
    SPORT: """
        sport sports player players coach team season game games match scored win defeat victory
        tournament cup championship squad captain manager playing
    """,
}  # fmt: skip
_NAMES_OF_GAMES = (
    "baseball gridiron football basketball hockey cricket tennis golf rugby racing athletics fighting"
)
_GAMES = frozenset(_NAMES_OF_GAMES.split())
FIELDS: Mapping[str, tuple[str, ...]] = {
    word: tuple(field for field, words in _WORDS.items() if word in words.split())
    for words in _WORDS.values()
    for word in words.split()
}


def fields_of(words: Iterable[str]) -> Counter[str]:
    """How many of ``words`` (folded) belong to each field. Every game is sport too."""
    found: Counter[str] = Counter()
    for word in words:
        for field in FIELDS.get(word, ()):
            found[field] += 1
            if field in _GAMES:
                found[SPORT] += 1
    return found
