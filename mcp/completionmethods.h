#pragma once

namespace mcp {

class Methods;
struct Offer;

// Adds completion/complete and the completions capability (specification: server/utilities/completion) for the
// arguments of prompts and the variables of resource templates. What is offered outlives the methods.
void addCompletionMethods(Methods &methods, const Offer &offer);

}  // namespace mcp
