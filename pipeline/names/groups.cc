#include "pipeline/names/groups.h"

#include <algorithm>

#include "pipeline/names/tails.h"
#include "pipeline/text/normalize.h"

namespace bmas::names {
namespace {

class Grouper {
 public:
  Grouper(std::string_view text, const Tokens& tokens,
          const std::vector<Phrase>& phrases, const Words& words)
      : stretch_(text, tokens, phrases, words),
        tokens_(tokens),
        phrases_(phrases),
        words_(words) {}

  std::vector<Group> Run() {
    std::size_t used = 0;  // tokens before this one belong to a group
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (phrases_[i].first < used) continue;
      // A noun right before a name is what the name's bearer is.
      if (i + 1 < phrases_.size() &&
          phrases_[i + 1].first == phrases_[i].last &&
          Nameable(phrases_[i + 1]) && Introduces(phrases_[i], i)) {
        continue;
      }
      Group group;
      group.members.push_back(Read(i));
      if (Nameable(phrases_[i]) || BeginsNames(group.members.back())) {
        while (const std::size_t next = NextMember(group)) {
          group.members.push_back(Read(next - 1));
        }
      }
      Share(&group);
      ReadBefore(used, &group);
      used = group.members.back().end;
      const std::size_t last = std::max(used, group.head + 1);
      group.span = {tokens_[group.head].span.begin, tokens_[last - 1].span.end};
      groups_.push_back(std::move(group));
    }
    return std::move(groups_);
  }

 private:
  // "Ida Kern und Max Rohr, beide Otterschule Aue"
  static void Share(Group* group) {
    const Member& last = group->members.back();
    if (!last.shared) return;
    for (Member& member : group->members) {
      if (member.place.Empty()) member.place = last.place;
      if (member.affiliation.Empty()) member.affiliation = last.affiliation;
    }
  }

  Member Read(std::size_t index) const {
    Member member = stretch_.ReadTail(index);
    std::size_t k = phrases_[index].first;
    if (k > 0 && words_.Determiner(tokens_[k - 1].text)) --k;
    if (k > 0 && tokens_[k - 1].kind == TokenKind::kNumber &&
        tokens_[k - 1].text.ends_with('.') && tokens_[k - 1].text.size() <= 3) {
      member.ordinal = tokens_[k - 1].span;
    }
    return member;
  }

  // Is the phrase a noun that says what the bearer of the next name is?
  bool Introduces(const Phrase& phrase, std::size_t index) const {
    if (!Nameable(phrase)) return true;
    return phrase.kind == PhraseClass::kUnknownOne &&
           phrases_[index + 1].Person() &&
           words_.Occupation(stretch_.Slice(phrase.name));
  }

  // A noun that stands for somebody only among names: "das Dorfmuseum Aue",
  // "der Lotsenverein aus Barth".
  bool Namelike(const Phrase& phrase, const Member& member) const {
    if (words_.OfficeNoun(tokens_[phrase.first].text) ||
        words_.JuryNoun(tokens_[phrase.first].text)) {
      return false;
    }
    return !member.ordinal.Empty() || phrase.kind == PhraseClass::kExtended ||
           phrase.kind == PhraseClass::kCommonMany ||
           (phrase.kind == PhraseClass::kBareHead &&
            phrase.last - phrase.first > 1) ||
           ((phrase.kind == PhraseClass::kCommon ||
             phrase.kind == PhraseClass::kBareHead) &&
            !(member.place.Empty() && member.bracket.Empty()) &&
            !words_.Occupation(tokens_[phrase.first].text));
  }

  bool HasArticle(const Phrase& phrase) const {
    return phrase.first > 0 &&
           words_.Determiner(tokens_[phrase.first - 1].text);
  }

  // Do names follow such a noun in the same enumeration? An article shows that
  // what follows stands beside it, and explains it not.
  bool BeginsNames(const Member& first) const {
    const Phrase& phrase = phrases_[first.phrase];
    if (!first.ordinal.Empty()) return true;
    if (!Namelike(phrase, first) || !HasArticle(phrase)) return false;
    const std::size_t next = Continues(first.end, /*named=*/true);
    return next > 0 &&
           (HasArticle(phrases_[next - 1]) || !phrases_[next - 1].Person());
  }

  // The phrase (index + 1) that continues the enumeration; 0 if it ends.
  std::size_t NextMember(const Group& group) const {
    const std::size_t from = group.members.back().end;
    const std::size_t next = Continues(from, /*named=*/false);
    if (next == 0 || PlaysWith(group, phrases_[next - 1])) return 0;
    if (group.members.size() > 1) return next;
    // "Ida Kern, Otterwerk" and no more: where she comes from.
    const Phrase& name = phrases_[next - 1];
    const bool bare = stretch_.Mark(from, ",") && name.first == from + 1;
    const bool alone =
        Continues(stretch_.ReadTail(next - 1).end, /*named=*/false) == 0;
    return bare && alone && phrases_[group.members.front().phrase].Person() &&
                   !name.Person()
               ? 0
               : next;
  }

  // "Trio Aue mit Ida Kern, Max Rohr und …": its people, no more winners.
  bool PlaysWith(const Group& group, const Phrase& next) const {
    const Member& last = group.members.back();
    const Phrase& name = phrases_[last.phrase];
    if (!next.Person() || name.Person() || last.reason.Empty()) return false;
    auto at = std::ranges::lower_bound(
        phrases_, last.reason.begin, {},
        [](const Phrase& phrase) { return phrase.name.begin; });
    while (at != phrases_.end() && at->name.end <= last.reason.end &&
           !at->Person()) {
      ++at;
    }
    return at != phrases_.end() && at->name.end <= last.reason.end;
  }

  // `named`: only a phrase that is a name by itself, or one that such a phrase
  // follows, will do.
  std::size_t Continues(std::size_t k, bool named, int nouns = 0) const {
    constexpr std::size_t kMostBetween = 6;  // tokens before the next name
    constexpr int kMostNouns = 24;  // in a row before a name must have come
    if (nouns > kMostNouns) return 0;
    bool joint = false, last = false;
    while (stretch_.In(k) && (stretch_.Mark(k, ",") || stretch_.Mark(k, ";") ||
                              words_.Conjunction(tokens_[k].text))) {
      joint = true;
      last = last || words_.Conjunction(tokens_[k].text);
      ++k;
    }
    if (!joint) return 0;
    const std::size_t begin = k;
    for (; stretch_.In(k) && k - begin <= kMostBetween; ++k) {
      // "A, dem die Jury unter Vorsitz von B …"
      if (tokens_[k].Capital() && words_.JuryNoun(tokens_[k].text)) return 0;
      const Phrase* phrase = stretch_.PhraseAt(k);
      if (phrase != nullptr && Nameable(*phrase)) {
        // An office begins another part of the sentence.
        if (k > begin && tokens_[k - 1].Capital() &&
            words_.OfficeNoun(tokens_[k - 1].text) && phrase->Person()) {
          return 0;
        }
        return stretch_.IndexAt(k) + 1;
      }
      if (phrase != nullptr) {
        const Member member = Read(stretch_.IndexAt(k));
        if (!member.ordinal.Empty() && !named && Namelike(*phrase, member)) {
          return stretch_.IndexAt(k) + 1;
        }
        const bool closes = last && !named && HasArticle(*phrase);
        if (Namelike(*phrase, member) &&
            (closes || Continues(member.end, /*named=*/true, nouns + 1) > 0)) {
          return stretch_.IndexAt(k) + 1;
        }
      }
      const Token& token = tokens_[k];
      if (token.kind == TokenKind::kMark || token.kind == TokenKind::kTab ||
          token.kind == TokenKind::kSpeech ||
          token.kind == TokenKind::kQuotation) {
        return 0;
      }
      if (token.kind == TokenKind::kWord && !token.upper) {
        if (words_.Verb(token.text)) return 0;
        const bool small = words_.Determiner(token.text) ||
                           words_.EnumerationPreposition(token.text) ||
                           words_.Adverb(token.text) ||
                           Adjectival(tokens_[k], words_);
        if (!small) return 0;
      } else if (words_.PrizeNoun(token.text) || words_.Calendar(token.text) ||
                 words_.Lists().ordinals.contains(FoldCase(token.text))) {
        // "A, Dritte die B": another part of the sentence.
        return 0;
      }
    }
    return 0;
  }

  // Does the noun say what somebody is or does?
  bool Bears(std::string_view noun) const {
    return words_.Occupation(noun) || words_.OfficeNoun(noun);
  }

  // What leads into the group: role nouns and adjectives, determiner,
  // preposition. `used`: the first token that no other group holds.
  void ReadBefore(std::size_t used, Group* group) const {
    constexpr std::size_t kMost = 6;  // tokens
    const Phrase& first = phrases_[group->members.front().phrase];
    std::size_t k = first.first;
    std::size_t head = k;
    group->noun = first.role;
    while (k > used && first.first - k < kMost) {
      const Token& token = tokens_[k - 1];
      // "Weder Ida Kern noch …": a capital from the sentence alone.
      const bool small =
          k == 1 && words_.Small(token.text) && !words_.Occupation(token.text);
      if (small || words_.Negation(token.text)) break;
      const bool noun = token.Capital() && !words_.Determiner(token.text) &&
                        !words_.Preposition(token.text) &&
                        !words_.Calendar(token.text);
      if (noun) {
        if (words_.Number(token.text) > 0) break;
        // "in Uferstadt Dr. Ida Kern": where it was, not what she is.
        if (k > used + 1 && words_.EventPreposition(tokens_[k - 2].text) &&
            (words_.Place(token.text) || words_.TownEnding(token.text))) {
          break;
        }
        if (group->noun.Empty()) group->noun = token.span;
        if (words_.WinnerNoun(token.text) || words_.PrizeNoun(token.text) ||
            words_.PlainNoun(token.text)) {
          break;
        }
      } else if (words_.Verb(token.text) ||
                 !(Adjectival(tokens_[k - 1], words_) ||
                   (token.kind == TokenKind::kNumber && k > used + 1))) {
        break;
      }
      --k;
      head = k;
      // "den Präsidenten des Staatsgerichtshofs Ida Kern"
      if (noun && k > used + 1 && first.Person() &&
          words_.OwnerWord(tokens_[k - 1].text) &&
          words_.Determiner(tokens_[k - 1].text) &&
          Bears(tokens_[k - 2].text)) {
        group->noun = tokens_[k - 2].span;
        k = head = k - 2;
      }
    }
    std::size_t before = k;
    if (before > used && (words_.Determiner(tokens_[before - 1].text) ||
                          words_.Number(tokens_[before - 1].text) > 0)) {
      group->determiner = before;
      --before;
    }
    if (before > used && tokens_[before - 1].kind == TokenKind::kWord &&
        words_.Preposition(tokens_[before - 1].text)) {
      group->preposition = before;
    }
    group->head = head;
  }

  Stretch stretch_;
  const Tokens& tokens_;
  const std::vector<Phrase>& phrases_;
  const Words& words_;
  std::vector<Group> groups_;
};

}  // namespace

std::vector<Group> GroupNames(std::string_view text, const Tokens& tokens,
                              const std::vector<Phrase>& phrases,
                              const Words& words) {
  return Grouper(text, tokens, phrases, words).Run();
}

}  // namespace bmas::names
