#pragma once

#include <QWidget>

class QLineEdit;

namespace oriel {

/** A field for a folder, with a button to choose one. */
class FolderField : public QWidget {
    Q_OBJECT

public:
    /** `name`: for those who do not see the label beside it; the title of the choice, too. */
    explicit FolderField(const QString &name, QWidget *parent = nullptr);

    /** As typed, without a slash at its end. */
    QString folder() const;
    void setFolder(const QString &folder);
    /** An absolute path of a folder that exists and may be written to. */
    bool isUsable() const;

private:
    void choose();

    QLineEdit *m_edit;
};

} // namespace oriel
