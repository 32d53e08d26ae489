#!/usr/bin/env python3
"""Fits the weights of features by which winners are decided.

  fit_weights.py DUMP GOLD-FOLDER…            cross-validation, by source
  fit_weights.py DUMP GOLD-FOLDER… --write F  and F (rules/weights.toml) anew
  … --misses                                  what is missed and what is false

DUMP is what `dump_evidence --candidates` prints for the texts of the folders.
Logistic regression over candidates; the gold is that of
../shared/releases (awards with winner) or of tests/releases (winners in
awards). Weights are hundredths of log-odds, deterministic."""

import json
import pathlib
import re
import sys
import tomllib
import unicodedata

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

# What is known before any text is read, in log-odds: the fit starts from it and
# moves only as far as the texts say.
PRIOR = {
    "bias": -2.0,
    "class:person": 0.8, "class:weak-person": 0.4, "class:legal-form": 0.8,
    "class:institution": 0.4, "class:municipality": 0.2, "class:odd-word": 0.2,
    "class:quoted": 0.2, "class:unknown-words": 0.1, "class:unknown-word": -0.5,
    "class:extended-noun": -1.2, "class:common-nouns": -1.2, "class:surname": -1.5,
    "class:place": -1.5, "class:bare-head": -1.8, "class:labelled-quote": -2.0,
    "class:common-noun": -2.0,
    "rule:wins.goes-to": 1.5, "rule:wins.conferred-on": 1.5, "rule:wins.dative": 1.2,
    "rule:wins.gets": 1.0, "rule:wins.has-got": 1.0, "rule:wins.prize-gets": 1.0,
    "rule:wins.has-got-inverted": 1.0, "rule:wins.with-prize": 1.2,
    "rule:wins.decorated": 0.8, "rule:wins.decorated-inverted": 0.8,
    "rule:wins.decorated-first": 1.2, "rule:wins.decorated-colon": 1.0,
    "rule:wins.noun-is": 1.2, "rule:wins.is-noun": 1.0, "rule:wins.noun-name": 0.8,
    "rule:wins.noun-label": 1.5, "rule:wins.pleased": 1.0, "rule:wins.on-rank": 1.2,
    "rule:wins.landed": 0.8, "rule:wins.prize-colon": 1.2, "rule:wins.category-colon": 1.2,
    "rule:wins.prize-line": 0.8, "rule:wins.prevailed": 0.8, "rule:wins.chosen": 1.0,
    "rule:wins.ordinal": 1.0, "rule:wins.given-to": 1.0, "rule:wins.prize-for": 0.8,
    "rule:wins.has-given": 1.0, "rule:wins.won-first": 1.2, "rule:wins.colon-list": 0.8,
    "rule:wins.among": 0.6, "rule:wins.gets-inverted": 1.0, "rule:wins.accepted": 0.5,
    "rule:wins.gives-dative": 1.2,
    "rule:wins.prize-gives-dative": 1.0,
    "rule:wins.share": 0.5,
    "rule:wins.won": 0.4,
    "rule:wins.came-to": 0.8,
    "rule:wins.belongs": 1.0,
    "rule:wins.gets-more": 1.0,
    "rule:wins.front": 0.8,
    "rule:wins.may-call-itself": 0.6,
    "rule:wins.gratulates": 0.6,
    "rule:wins.has-honoured": 0.6,
    "rule:wins.honours": 0.5,
    "rule:wins.chose": 0.6,
    "rule:wins.goes-to-more": 1.0,
    "rule:wins.pronoun-goes": 1.0,
    "rule:wins.prevailed-inverted": 0.6,
    "rule:wins.is-pleased": 0.4,
    "rule:wins.laureate-apposition": 0.4,
    "rule:wins.line-prize": 0.4,
    "rule:wins.object-gets": 0.8,
    "role:giver": -0.8, "role:juror": -1.0, "role:nominee": -1.2, "role:former": -1.5,
    "role:sponsor": -0.8, "role:speaker": -0.5, "role:other": -0.6,
    "noun:office": -1.5, "noun:jury": -1.5, "noun:winner": 1.0, "noun-of-first:office": -0.8,
    "elsewhere:office": -1.2, "elsewhere:jury": -1.0, "elsewhere:speaker": -0.3,
    "cue:nominee": -0.6, "cue:former": -0.8, "cue:jury": -0.8, "cue:call": -0.6,
    "cue:negation": -0.5, "cue:modal": -0.4, "cue:future": -0.6, "cue:general": -0.5,
    "cue:stage": -0.8, "cue:sponsor": -0.4, "cue:funding": -0.5, "cue:contact": -1.0,
    "in-contact": -1.5, "public-body": -1.2, "determiner:genitive": -0.6,
    "section:winners.nominees": -1.5, "within:winners.nominees.headline": -1.5,
    "section:winners.donors": -1.5, "section:winners.formers": -1.5,
    "within:winners.lookback": -1.0, "within:winners.list": 1.2,
    "list:winners-colon": 2.5, "count:run@winners-colon": 1.0, "count:run@winners": 0.5, "list:winners-colon@institution": 1.0,
    "list:winners-colon@person": 1.0, "list:winners-colon@coined": 0.5, "list:winners": 0.8,
    "list:winners-colon@first-name": 1.2, "list:gets-colon": 1.0, "list:gets": 0.4,
    "list:prize-colon": 0.8, "list:prize": 0.4, "list:jury": -1.5, "list:nominee": -1.5,
    "list:former": -1.5, "list:contact": -1.5, "list:funding": -1.0, "list:call": -1.0,
    "list:stage": -1.0, "list:sponsors": -1.0, "list:program": -0.8, "list:missing": -0.6,
    "line:later-name": -1.0, "words:9+": -0.8, "no-phrase": -1.0, "is-place": -0.5, "table-cell": 4.0,
    "document:open": -1.2, "document:call": -1.2, "document:nobody-wins": -1.5,
    "document:funding": -1.2, "document:no-prize": -0.5, "count:group": 0.6, "count:run": 0.4,
    "run-of-names:all": 0.4, "has:place": 0.3, "in-headline": 0.3,
    "preposition:von": -0.8, "preposition:mit": -1.0, "preposition:bei": -1.5,
    "preposition:in": -1.8, "preposition:im": -1.8, "preposition:durch": -1.5,
    "preposition:aus": -1.5, "preposition:am": -1.2, "preposition:zu": -0.8,
    "preposition:vom": -1.0, "preposition:beim": -1.2, "preposition:vor": -0.8,
    "preposition:gegen": -1.2, "preposition:ohne": -1.0, "preposition:als": -0.5,
    "year:old": -1.5,
    "list:category": 0.8, "list:category@person": 0.4, "rule:wins.there-was": 0.8,
    "rule:wins.could-get": 1.0, "rule:wins.declared": 1.0, "rule:wins.found": 0.8,
    "rule:wins.awarded-to": 1.2, "noun:municipality": 0.6, "noun-of-first:municipality": 0.6,
    "label-word:helper": -2.5, "determiner:possessive": -0.8, "noun:winner-of": -0.3,
    "rule:wins.carries-off": 1.0, "line:goes-on": -2.0, "line:rank": 0.8, "line:name-rank": 2.5, "line:name-rank@many": 1.0, "line:rank-name": 1.0, "line:rank-name@many": 1.0, "in-contact@winners": -0.4,
    "top:open": -0.3, "top:call": -0.3, "top:funding": -0.6, "ranked:in-line": 2.0, "ranked@list": 1.2, "ranked@sentence": 0.6, "bracket:rank": 1.0,
    "list:own-winner": 2.0, "list:own-winner@person": 0.5,
    "rule:wins.ahead-of": 0.8, "rule:wins.falls-to": 1.0, "rule:wins.gap": 1.0, "rule:wins.decorated-more": 0.6, "rule:wins.race": 0.8,
    "rule:wins.to-be": 1.0, "rule:wins.category-is": 1.2, "rule:wins.to-first": 1.2,
    "rule:wins.congratulated": 0.8, "rule:wins.dative-first": 1.0,
    "rule:wins.denoted-it": 0.8, "rule:wins.gets-it": 1.0, "rule:wins.nose-ahead": 0.8,
    "rule:wins.on-stage": 0.6, "rule:wins.behind": 0.6, "rule:wins.nouns": 0.6,
    "class-noun": -2.0, "rule:denied": -2.5, "rule:members": -2.5, "function:office": -0.8, "function:jury": -1.0,
}
LEAST_TEXTS = 3  # texts that must have a feature before it gets a weight
STRENGTH = 0.25  # inverse of the regularisation, by cross-validation
KNOWN_TEXTS = 0.3  # weight of texts that rules were written on
REWORDED = 1.0  # of texts in sentences of our own
SAMPLES = 1.5  # of samples, every winner of which must be right
FOLDS = 10


def fold(text):
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text)
    text = re.sub("[„“”‟″»«]", '"', text)
    text = re.sub("[‚‘’‛′›‹`´]", "'", text)
    return re.sub(r"\s+", " ", text).strip()


def loose(text):
    text = re.sub("[‐‑‒–—−]", "-", fold(text)).casefold()
    text = text.replace('"', " ").replace("'", " ")
    text = re.sub(r"\be\.\s*v\.", "ev", text)
    return re.sub(r"\s+", " ", re.sub(r"[.,;:!?()\[\]]", " ", text)).strip()


def close(one, other):
    one, other = loose(one), loose(other)
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    few, many = short.split(), long.split()
    inside = re.search(r"(?<!\w)%s(?!\w)" % re.escape(short), long)
    if inside and (len(few) >= 2 or len(short) >= 0.5 * len(long)):
        return True
    common = sum(min(few.count(w), many.count(w)) for w in set(few))
    return common / max(len(few), len(many)) >= 0.8


class Text:
    def __init__(self, path):
        self.path = path
        self.trust = 1.0
        gold = json.loads(path.read_text(encoding="utf-8"))
        self.source = re.sub(
            r"^(\w+:)?/*([^/@]+/?[^/@]*).*", r"\2", str(gold.get("source") or path)
        )
        self.winners, self.neutral = [], []
        # Such gold does not name who made a work that was honoured.
        self.makers_unnamed = False
        for award in gold.get("awards") or []:
            if "winners" in award:
                for winner in award["winners"]:
                    names = [winner["name"]] + (winner.get("alt") or [])
                    self.winners.append(names)
                    if winner.get("kind") == "project":
                        self.makers_unnamed = True
                continue
            names = [award["winner"]] + (award.get("alt") or [])
            if award.get("normalized"):
                names.append(award["normalized"])
            if award.get("role") in (None, "team"):
                self.winners.append(names)
            else:
                self.neutral.append(names)
        # One name may hold several prizes.
        seen, unique = set(), []
        for names in self.winners:
            if fold(names[0]) not in seen:
                seen.add(fold(names[0]))
                unique.append(names)
        self.winners = unique
        self.candidates = []

    def winner_of(self, name):
        for i, names in enumerate(self.winners):
            if any(fold(n) == fold(name) for n in names):
                return i
        return None

    def is_near(self, name):
        return any(close(n, name) for names in self.winners for n in names)

    def is_neutral(self, candidate):
        if self.makers_unnamed and candidate["kind"].endswith("person"):
            return True
        return any(close(n, candidate["text"]) for ns in self.neutral for n in ns)


def read(dump, folders):
    texts = {}
    for folder in folders:
        for path in sorted(pathlib.Path(folder).glob("*.json")):
            text = path.with_suffix(".txt")
            if text.exists():
                texts[text.resolve()] = Text(path)
                entry = texts[text.resolve()]
                where = str(path.resolve())
                entry.known = bool(re.search("tests/releases/(?!reworded)|/samples", where))
                if "/samples" in where:
                    entry.trust = SAMPLES
                elif entry.known:
                    entry.trust = KNOWN_TEXTS
                elif "reworded" in where:
                    entry.trust = REWORDED
    with open(dump, encoding="utf-8") as lines:
        for line in lines:
            candidate = json.loads(line)
            key = pathlib.Path(candidate["file"]).resolve()
            # A text that says of nobody that they have won is no matter of weights.
            if key in texts and "document:nobody-wins" not in candidate["features"]:
                texts[key].candidates.append(candidate)
    return list(texts.values())


def label(text, probability):
    """Of a winner's places the likeliest is one; the others are not used."""
    best = {}
    for c in text.candidates:
        c["y"] = 0
        winner = text.winner_of(c["text"])
        if winner is not None:
            c["y"] = None
            if winner not in best or probability(c) > probability(best[winner]):
                best[winner] = c
        elif text.is_neutral(c):
            c["y"] = None
    for c in best.values():
        c["y"] = 1
    # Half a name is worth something only where the whole one is no candidate.
    for c in text.candidates:
        if c["y"] == 0 and text.is_near(c["text"]):
            c["y"] = None if len(best) == len(text.winners) else 0


class Model:
    def __init__(self, texts, strength=STRENGTH):
        self.weights, self.bias = {}, 0.0
        for _ in range(2):
            self._fit(texts, strength)

    def probability(self, candidate):
        z = self.bias + sum(self.weights.get(f, 0) for f in candidate["features"])
        return 1 / (1 + np.exp(-max(-30, min(30, z))))

    def _fit(self, texts, strength):
        in_texts = {}
        for i, text in enumerate(texts):
            label(text, self.probability)
            for c in text.candidates:
                for f in c["features"]:
                    in_texts.setdefault(f, set()).add(i)
        names = sorted(
            set(PRIOR) - {"bias"}
            | {f for f, t in in_texts.items() if len(t) >= LEAST_TEXTS}
        )
        column = {f: k for k, f in enumerate(names)}
        rows, cols, y, w = [], [], [], []
        for text in texts:
            used = [c for c in text.candidates if c["y"] is not None]
            # Long lists must not drown the rest.
            weight = (20 / max(20, len(used))) ** 0.5
            weight *= text.trust
            for c in used:
                for f in c["features"]:
                    if f in column:
                        rows.append(len(y))
                        cols.append(column[f])
                y.append(c["y"])
                w.append(weight)
        x = sparse.csr_matrix(
            (np.ones(len(rows)), (rows, cols)), shape=(len(y), len(names))
        )
        prior = np.array([PRIOR.get(f, 0.0) for f in names])
        y, w = np.array(y), np.array(w)

        def loss(v):
            z = x @ v[:-1] + v[-1]
            p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
            away = v[:-1] - prior
            value = -np.sum(
                w * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))
            ) + np.sum(away**2) / (2 * strength)
            slope = w * (p - y)
            return value, np.append(x.T @ slope + away / strength, slope.sum())

        start = np.append(prior, PRIOR["bias"])
        fitted = minimize(loss, start, jac=True, method="L-BFGS-B").x
        self.weights = dict(zip(names, fitted[:-1]))
        self.bias = float(fitted[-1])


class Tally:
    def __init__(self):
        self.right = self.found = self.gold = self.none = self.near = 0
        self.reach = 0

    def add(self, text, probability, threshold):
        chosen, spans = [], []
        for c in sorted(text.candidates, key=lambda c: -probability(c)):
            if probability(c) < threshold:
                break
            if any(b < c["end"] and c["begin"] < e for b, e in spans):
                continue
            spans.append((c["begin"], c["end"]))
            if all(fold(c["text"]) != fold(o["text"]) for o in chosen):
                chosen.append(c)
        chosen = [
            c for c in chosen
            if text.winner_of(c["text"]) is not None or not text.is_neutral(c)
        ]
        winners = {text.winner_of(c["text"]) for c in chosen} - {None}
        self.right += len(winners)
        self.found += len(winners) + sum(
            text.winner_of(c["text"]) is None for c in chosen
        )
        self.gold += len(text.winners)
        if not text.winners:
            self.none += len(chosen)
        self.reach += len({text.winner_of(c["text"]) for c in text.candidates} - {None})
        return chosen

    def line(self, name):
        p = self.right / max(1, self.found)
        r = self.right / max(1, self.gold)
        f = 2 * p * r / max(1e-9, p + r)
        return (
            f"{name:24} P {p:.3f} R {r:.3f} F1 {f:.3f}  gold {self.gold:4} found"
            f" {self.found:4}  among candidates {self.reach / max(1, self.gold):.3f}"
            f"  false where none {self.none}"
        )


def parts(texts):
    sources = sorted({t.source for t in texts})
    for k in range(FOLDS):
        out = set(sources[k::FOLDS])
        yield [t for t in texts if t.source not in out], [
            t for t in texts if t.source in out
        ]


def calibration(pairs):
    lines, error, total = [], 0.0, max(1, len(pairs))
    for low in range(5, 10):
        bucket = [(p, y) for p, y in pairs if low / 10 <= p < (low + 1) / 10 + (low == 9)]
        if bucket:
            mean = sum(p for p, _ in bucket) / len(bucket)
            right = sum(y for _, y in bucket) / len(bucket)
            error += abs(mean - right) * len(bucket) / total
            lines.append(f"  {low / 10:.1f}  n {len(bucket):4}  said {mean:.2f}  right {right:.2f}")
    return lines + [f"  expected calibration error {error:.3f}"]


def main():
    args = sys.argv[1:]
    write = args[args.index("--write") + 1] if "--write" in args else None
    misses = "--misses" in args
    folders = [a for a in args[1:] if not a.startswith("--") and a != write]
    texts = read(args[0], folders)
    for threshold in (0.5, 0.6, 0.7):
        tallies, pairs = {}, []
        for train, test in parts(texts):
            model = Model(train)
            for text in test:
                name = text.path.parent.name + (" (known)" if text.known else "")
                tally = tallies.setdefault(name, Tally())
                chosen = tally.add(text, model.probability, threshold)
                pairs += [
                    (model.probability(c), text.winner_of(c["text"]) is not None)
                    for c in chosen
                    if not text.known
                ]
                if misses and threshold == 0.5 and not text.known:
                    tell(text, chosen, model)
        print(f"threshold {threshold}")
        for name in sorted(tallies):
            print("  " + tallies[name].line(name))
        if threshold == 0.5:
            print("\n".join(calibration(pairs)))
    if write:
        save(Model(texts), write)


def tell(text, chosen, model):
    found = {text.winner_of(c["text"]) for c in chosen}
    for i, names in enumerate(text.winners):
        if i in found:
            continue
        same = [c for c in text.candidates if text.winner_of(c["text"]) == i]
        best = max(same, key=model.probability, default=None)
        if best:
            print(f"- {text.path.stem} {names[0]} {model.probability(best):.2f}"
                  f" {why(best, model)}\n      {best['unit'][:150]}")
        else:
            near = [c["text"] for c in text.candidates if close(c["text"], names[0])]
            print(f"- {text.path.stem} {names[0]} NO CANDIDATE {near}")
    for c in chosen:
        if text.winner_of(c["text"]) is None:
            mark = "~" if text.is_near(c["text"]) else "+"
            print(f"{mark} {text.path.stem} {c['text']} {model.probability(c):.2f}"
                  f" {why(c, model)}\n      {c['unit'][:150]}")


def why(candidate, model):
    known = [(model.weights.get(f, 0), f) for f in candidate["features"]]
    known.sort(key=lambda k: -abs(k[0]))
    return candidate["kind"] + " " + " ".join(f"{f}={w:+.1f}" for w, f in known[:7])


def save(model, path):
    with open(path, "w", encoding="utf-8") as out:
        out.write(
            "# What each sign weighs, for or against a candidate having won: hundredths\n"
            "# of log-odds, fitted by ./dev weights. Do not edit by hand: say what is\n"
            "# right in the gold, or give the fit another sign (winners/features.cc).\n\n"
            "[weights]\n"
        )
        weights = {"bias": model.bias, **model.weights}
        # Every rule of the project has a weight, so that one without is somebody
        # else's (see kUnfitted in winners/decide.cc).
        for file in pathlib.Path(path).parent.rglob("*.toml"):
            for rule in tomllib.loads(file.read_text()).get("rule", []):
                if rule.get("yields") in ("winner", "role"):
                    weights.setdefault("rule:" + rule["id"], 0.0)
        for name in sorted(weights):
            value = round(100 * weights[name])
            if value or (name.startswith("rule:") and "@" not in name):
                out.write(f'"{name}" = {value}\n')


main()
