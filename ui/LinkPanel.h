#pragma once

#include "session/SharingSession.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace oriel {

class ChosenLink;
class CopyButton;
class QrCodeView;

/** What the host hands out: link, password, QR code, and the choice of the address in them. */
class LinkPanel : public QWidget {
    Q_OBJECT

public:
    /** `session` and `link` outlive it. */
    LinkPanel(const SharingSession &session, ChosenLink &link, QWidget *parent = nullptr);

    QWidget *lastInTabOrder() const;

private:
    void build();
    void refresh();
    void refreshAddresses();

    const SharingSession &m_session;
    ChosenLink &m_link;
    QWidget *m_open;
    QLabel *m_spent;
    QrCodeView *m_code;
    QLineEdit *m_text;
    QLabel *m_password;
    QComboBox *m_address;
    CopyButton *m_copyLink;
    CopyButton *m_copyPassword;
};

} // namespace oriel
