#pragma once

#include <QByteArrayView>

#include "ui/output/styledline.h"

namespace ui {

// Applies "select graphic rendition" (CSI … m; ECMA-48 8.3.117, ITU-T T.416 for the forms with ':'): `parameters` is what
// stands between CSI and m. What is not known is skipped.
void applySgr(QByteArrayView parameters, TextStyle &style);

}  // namespace ui
