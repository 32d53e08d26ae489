// The same contact at several places: letterhead and foot, or an address and,
// in the block after it, its numbers.
#pragma once

#include <vector>

#include "pipeline/record/release.h"

namespace bmas::record {

// Does it say how to reach somebody: a number or an address of the net?
bool Reachable(const Contact& contact);

// Nothing in it but addresses of the web?
bool HoldsNoMoreThanUrls(const Contact& contact);

// Adds what `from` says to `to`: values that `to` has get more evidence.
void JoinContact(Contact* to, const Contact& from);

// Is there nothing that both say, each in its own way, nor a name in `next`?
bool Continues(const Contact& contact, const Contact& next, bool same_block);

// One contact for those that share a number or an e-mail address and deny each
// other nothing; a link alone goes to the contact that has it.
std::vector<Contact> MergeSame(std::vector<Contact> contacts);

}  // namespace bmas::record
