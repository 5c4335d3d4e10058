"""Closed lists: words that assert nothing by themselves, words that turn a sentence, and irregular verbs."""

SAYS_NOTHING = frozenset(
    (
        # articles, demonstratives, pronouns
        *("a", "an", "the", "this", "that", "these", "those", "it", "its", "itself", "they", "them", "their"),
        *("he", "him", "his", "she", "her", "hers", "who", "whom", "whose", "which", "what", "there", "here"),
        *("we", "us", "our", "i", "my", "you", "your", "themselves", "himself", "herself"),
        # auxiliaries that only carry time and number
        *("be", "is", "are", "was", "were", "been", "being", "am", "has", "have", "had", "having"),
        *("do", "does", "did"),
        # prepositions without a direction of their own, and what joins words
        *("of", "in", "on", "at", "by", "to", "with", "from", "as", "and", "but", "than", "so", "when"),
        *("where", "also", "then", "including", "according", "regarding", "concerning"),
        # who says it stands with each citation
        *("say", "says", "said", "saying", "stated", "stating"),
    )
)
"""Words that assert nothing by themselves."""

OF_SOURCES = frozenset(
    (
        "article",
        "articles",
        "account",
        "accounts",
        "outlet",
        "outlets",
        "passage",
        "passages",
        "differ",
        "differs",
    )
)
"""Words of a lead that speak of the articles, not of what happened."""

NEGATIONS = frozenset(
    (
        *("no", "not", "never", "none", "neither", "nor", "nobody", "nothing", "nowhere", "without"),
        *("cannot", "hardly", "scarcely", "barely"),
    )
)

TURNS = NEGATIONS | frozenset(
    (
        # time
        *("before", "after", "until", "till", "since", "during", "while", "once", "already", "yet", "still"),
        *("again", "soon", "later", "earlier", "ago", "ahead", "following", "meanwhile", "first", "last"),
        # number and degree
        *(
            "all",
            "some",
            "any",
            "several",
            "most",
            "mostly",
            "many",
            "much",
            "few",
            "fewer",
            "fewest",
            "more",
        ),
        *("less", "least", "only", "every", "each", "both", "either", "half", "enough", "even", "almost"),
        *("nearly", "roughly", "partly", "largely", "entirely", "fully", "quite", "just", "merely", "too"),
        *("shortly", "lately", "highly", "another", "other", "others", "together", "alone", "same"),
        *("or", "little", "part", "zero", "twice", "always", "often", "sometimes", "seldom", "usual"),
        # what hyphens set before a word
        *("non", "anti", "un", "pre", "vice", "ex", "semi", "counter"),
        # direction and place
        *("up", "down", "into", "out", "off", "onto", "over", "under", "above", "below", "toward", "towards"),
        *("against", "for", "through", "back", "away", "among", "within", "outside", "inside"),
        *("near", "across", "beyond", "behind", "around", "about", "along", "far"),
        # reason and condition
        *("because", "despite", "although", "though", "if", "unless", "whether", "except", "instead"),
        *("rather", "amid", "due", "like", "how", "why"),
        # what may be, must be or will be
        *("may", "might", "can", "could", "must", "should", "shall", "will", "would", "perhaps", "maybe"),
    )
)
"""Words that turn a sentence: only the same word carries them, in just this form."""

HEDGES = frozenset(
    (
        # doubt
        *(
            "allege",
            "claim",
            "report",
            "suspect",
            "suppose",
            "assume",
            "appear",
            "seem",
            "apparent",
            "believe",
        ),
        *(
            "estimate",
            "likely",
            "unlikely",
            "possible",
            "potential",
            "presume",
            "reputed",
            "unconfirmed",
            "allegation",
            "mock",
            "risk",
        ),
        *("reportedly", "allegedly", "apparently", "possibly", "potentially", "probably", "supposedly"),
        *("presumably", "rumour", "rumor", "purport", "think", "consider", "suspicion", "likelihood", "case"),
        # what is not done yet, or only tried
        *("plan", "agree", "intend", "intention", "expect", "hope", "want", "wish", "seek", "aim", "try"),
        *("attempt", "offer", "propose", "promise", "pledge", "vow", "threaten", "threat", "prepare", "urge"),
        *("demand", "request", "ask", "call", "suggest", "recommend", "explore", "discuss", "decide"),
        *("proposal", "decision", "draft", "preliminary", "fake", "former", "acting"),
        # what is not, or no longer
        *("refuse", "reject", "deny", "fail", "avoid", "prevent", "stop", "delay", "suspend", "cancel"),
        *(
            "refusal",
            "rejection",
            "denial",
            "failure",
            "cancellation",
            "prevention",
            "expectation",
            "end",
            "halt",
            "cease",
            "ban",
            "lack",
            "lose",
            "oppose",
            "abandon",
        ),
        *("abolish", "block", "forbid", "prohibit", "resist", "doubt", "absence", "unable"),
        # how much of it
        *(
            "limited",
            "partial",
            "temporary",
            "permanent",
            "approximate",
        ),
    )
)
"""Lemmas that say how sure, how far along or how complete something is: they may not be left out either."""

NO_VERBS = frozenset(
    (
        *(
            "beloved",
            "crooked",
            "hatred",
            "hundred",
            "indeed",
            "infrared",
            "kindred",
            "naked",
            "rugged",
            "sacred",
        ),
        *(
            "anything",
            "ceiling",
            "evening",
            "everything",
            "king",
            "morning",
            "nothing",
            "ongoing",
            "something",
        ),
        *("spring", "string", "thing", "wicked"),
    )
)
"""Words in “-ed” and “-ing” that are no form of a verb."""

UNRELATED = frozenset(
    (
        # what looks like an adverb, a noun of a verb, or one of an adjective
        *("closely", "costly", "deadly", "elderly", "fairly", "friendly", "homely", "lonely", "lovely"),
        *("manly", "orderly", "timely", "worldly", "hourly", "weekly", "monthly", "quarterly", "yearly"),
        *("business", "apartment", "basement", "compartment", "department", "garment", "moment", "shipment"),
        *("statement", "supplement"),
        # what looks like a plural
        *("arms", "corps", "customs", "goods", "headquarters", "news", "politics", "series", "species"),
        # what has the stem of a word of another sense
        *("accession", "affection", "candidate", "compassion", "constitution", "consulate", "contention"),
        *("contraction", "convention", "conversion", "delegation", "deliberation", "directorate", "edition"),
        *("emirate", "humane", "locale", "morale", "objection", "paste", "privation", "procession"),
        *("profession", "projection", "rationale", "recession", "reservation", "secretion", "severe"),
        *("succession", "transition", "unit", "urbane", "vacation"),
    )
)
"""Words that are not of the family of the word that they seem to be made of."""

PLURALS = {
    plural: single
    for single, plural in (
        *(("analysis", "analyses"), ("bus", "buses"), ("child", "children"), ("crisis", "crises")),
        *(("foot", "feet"), ("gas", "gases"), ("half", "halves"), ("hypothesis", "hypotheses")),
        *(("knife", "knives"), ("life", "lives"), ("thief", "thieves"), ("tooth", "teeth")),
        *(("wife", "wives"),),
    )
}
"""Irregular plurals, each with its singular."""

INVARIANT = frozenset(
    (
        "burst",
        "cast",
        "cost",
        "cut",
        "hit",
        "hurt",
        "let",
        "put",
        "quit",
        "set",
        "shed",
        "shut",
        "split",
        "spread",
    )
)
"""Verbs whose past forms are as the verb itself; nouns may look like them."""

BEFORE_NOUNS = frozenset(
    (
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "no",
        "any",
        "of",
    )
)
"""Words behind which a word that may be a verb is none."""

IRREGULAR = {
    form: verb
    for verb, forms in {
        "arise": "arose arisen",
        "bear": "bore borne",
        "beat": "beaten",
        "become": "became",
        "begin": "began begun",
        "bend": "bent",
        "bind": "bound",
        "bite": "bitten",
        "bleed": "bled",
        "blow": "blew blown",
        "break": "broke broken",
        "breed": "bred",
        "bring": "brought",
        "build": "built",
        "burn": "burnt",
        "buy": "bought",
        "catch": "caught",
        "choose": "chose chosen",
        "cling": "clung",
        "come": "came",
        "creep": "crept",
        "deal": "dealt",
        "dig": "dug",
        "draw": "drew drawn",
        "drink": "drank drunk",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feed": "fed",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "flee": "fled",
        "fly": "flew flown",
        "forbid": "forbade forbidden",
        "foresee": "foresaw foreseen",
        "forget": "forgot forgotten",
        "forgive": "forgave forgiven",
        "free": "freed",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hang": "hung",
        "hear": "heard",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lay": "laid",
        "lead": "led",
        "leave": "left",
        "lend": "lent",
        "light": "lit",
        "lose": "lost",
        "make": "made",
        "mean": "meant",
        "meet": "met",
        "mistake": "mistook mistaken",
        "overcome": "overcame",
        "overrun": "overran",
        "oversee": "oversaw overseen",
        "overtake": "overtook overtaken",
        "overthrow": "overthrew overthrown",
        "pay": "paid",
        "rebuild": "rebuilt",
        "repay": "repaid",
        "retake": "retook retaken",
        "ride": "rode ridden",
        "ring": "rang rung",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shake": "shook shaken",
        "shine": "shone",
        "shoot": "shot",
        "show": "showed shown",
        "shrink": "shrank shrunk",
        "sing": "sang sung",
        "sink": "sank sunk",
        "sit": "sat",
        "slay": "slew slain",
        "sleep": "slept",
        "slide": "slid",
        "speak": "spoke spoken",
        "spend": "spent",
        "spin": "spun",
        "spring": "sprang sprung",
        "stand": "stood",
        "steal": "stole stolen",
        "stick": "stuck",
        "strive": "strove striven",
        "strike": "struck stricken",
        "swear": "swore sworn",
        "sweep": "swept",
        "swim": "swam swum",
        "swing": "swung",
        "take": "took taken",
        "teach": "taught",
        "tear": "tore torn",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "undo": "undid undone",
        "undergo": "underwent undergone",
        "understand": "understood",
        "undertake": "undertook undertaken",
        "uphold": "upheld",
        "wake": "woke woken",
        "wear": "wore worn",
        "weep": "wept",
        "win": "won",
        "withdraw": "withdrew withdrawn",
        "withhold": "withheld",
        "withstand": "withstood",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
"""Past forms of irregular verbs, each with its verb."""
