"""How far each rule may be trusted: `python -m tests.accuracy.rules [--only RULE …] [--clean] [--raise] [--verbose]`.

Three tables. On *clean text* (the project's own articles, and the held-out articles of a newspaper from a package on the registry) every
finding is a false alarm: how many in 10,000 characters, by safety, and the worst of them by name. On *damage* made for a rule: its recall
and precision at ASK or above (what is merely shown is counted apart), how often the first fix gives the right text, how many fixes are
SAFE and how many of those are wrong. And what the SAFE fixes of each rule alone, and of all rules, do to the *character error rate* of
`seeds/`. The figures reached stand in `rule_floors.toml`; they only rise.

A rule plugs in by one module, `trials/<rule_id>.py` with the rule's id in underscores, which sets `TRIAL`:

    def pages() -> Iterator[Made]:
        for page in generate(articles(), 40, 0.5, 6101, ["stray"]):
            yield from_seeds(page, ["stray"])

    TRIAL = Trial(pages)

`Made` is a page's text and its damages. A `Damage` says what stands at `start` to `end` of the text (`before`, which is checked), what
should stand there (`after`), and its `kind`; each kind gets a recall of its own. `from_seeds` reads damages off a page of the generator;
a rule whose damage the generator does not know makes its pages itself: `put` damages a clean text in places of the trial's choice.

`Trial.finds` says when a finding has found a damage: `mends` (the first fix gives the right text, the default), `mends_with_any` (one of
the fixes does) or `touches` (a span of the finding, or an edit of its first fix, lies on the damage). A finding that finds no damage is
wrong, unless `Trial.allows` says that it is right all the same. `Trial.beside` names rules that run beside it, for one that is scored
after joins, say: `beside=("column-join",)`.

Pages should come from `clean_text.some_articles()`, which gives the project's articles and the newspaper's by turns, so that no rule
is measured on one hand's prose alone; those of rules with fitted weights from `unseen_articles()`. A measured precision belongs into
the rule's `trust` text, in per cent: a test compares it with the floor.
"""
