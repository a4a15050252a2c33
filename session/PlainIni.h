#pragma once

#include <QSettings>

namespace oriel {

/**
 * The settings file's format: `name=text` lines below "[General]", as QSettings' own INI format
 * writes plain values. That one also reads serialised objects, which allocate as much as the file
 * claims they need; here a value is never anything but text.
 */
namespace PlainIni {

/** What is above this is no settings file, and is read as far as it goes. */
constexpr qint64 maxSize = 64 * 1024;

/** For QSettings' constructor. */
QSettings::Format format();

} // namespace PlainIni
} // namespace oriel
