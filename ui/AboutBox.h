#pragma once

#include "ui/HostUi.h"

#include <QDialog>

namespace oriel {

/** Version, licence, and where to look further. */
class AboutBox : public QDialog {
    Q_OBJECT

public:
    explicit AboutBox(const AboutInfo &about, QWidget *parent = nullptr);

private:
    QWidget *makeFacts(const AboutInfo &about);
};

} // namespace oriel
