#pragma once

namespace core {

class ScreenPage;
class SequenceParameters;

// Does to the page what a control sequence of the standard (ECMA-48, 8.3) asks for.
void applySequence(ScreenPage &page, const SequenceParameters &parameters, char32_t final);

}  // namespace core
