#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace oriel {

class CopyButton;

/** The certificate's fingerprint with what it is good for; folded away until it is wanted. */
class FingerprintPanel : public QWidget {
    Q_OBJECT

public:
    explicit FingerprintPanel(QWidget *parent = nullptr);

    /** "AB:CD:…"; empty hides the whole panel. */
    void setFingerprint(const QString &fingerprint);

private:
    QToolButton *m_toggle;
    QWidget *m_content;
    QLabel *m_fingerprint;
    CopyButton *m_copy;
};

} // namespace oriel
