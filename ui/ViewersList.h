#pragma once

#include "session/SharingSession.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace oriel {

/** Who watches now, each with a button to disconnect. */
class ViewersList : public QWidget {
    Q_OBJECT

public:
    /** `session` outlives it. */
    explicit ViewersList(SharingSession &session, QWidget *parent = nullptr);

    qsizetype count() const { return m_rows.size(); }

private:
    void refresh();
    QWidget *makeRow(const ViewerInfo &viewer);

    SharingSession &m_session;
    QVBoxLayout *m_layout;
    QLabel *m_nobody;
    QHash<ViewerId, QWidget *> m_rows;
};

} // namespace oriel
