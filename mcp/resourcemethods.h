#pragma once

namespace mcp {

class Methods;
class ResourceProvider;

// Adds resources/list, resources/templates/list, resources/read and the resources capability (specification:
// server/resources). What clients are told about changes is Subscriptions'. All outlives the methods.
void addResourceMethods(Methods &methods, ResourceProvider &resources);

}  // namespace mcp
