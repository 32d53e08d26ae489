// SIGINT, SIGTERM and SIGHUP as a value that loops can ask for.
#pragma once

namespace bmas::worker {

// From now on these signals are noted instead of ending the process at once; a
// reader that went away (SIGPIPE) is an error of writing. Once per process.
void NoteSignals();

// The signal that came, 0 if none did.
int NotedSignal();

// Becomes readable when one has come, for poll(2).
int SignalDescriptor();

}  // namespace bmas::worker
