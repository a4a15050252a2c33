/**
 * What the thread sanitizer can't see in a Qt that was not compiled with it: that posting an event
 * comes before its delivery, releasing a semaphore before acquiring it, telling a thread to end
 * before what is deleted at its end, and that end before the return of wait(). Linked into every
 * program of a tree built with -fsanitize=thread, so that a report is about our code and nothing
 * has to be suppressed that runs in a slot.
 */
#include "tests/tsan/FunctionHook.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEvent>
#include <QSemaphore>
#include <QThread>

#include <sanitizer/tsan_interface.h>

// Of the sanitizer's run-time library, in no header of GCC's.
extern "C" {
void AnnotateIgnoreReadsBegin(const char *file, int line);
void AnnotateIgnoreReadsEnd(const char *file, int line);
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);
}

namespace oriel::tsan {

namespace {

void (*originalPostEvent)(QObject *, QEvent *, int);
void (*originalRelease)(QSemaphore *, int);
void (*originalAcquire)(QSemaphore *, int);
void (*originalExit)(QThread *, int);
bool (*originalWait)(QThread *, QDeadlineTimer);
void (*originalThreadEnd)(void **);

void (*originalRemovePostedEvents)(QObject *, int);
char posted; ///< stands for Qt's lists of posted events

/** Qt moves its list of posted events about under a QMutex: those writes are left out. */
void postEvent(QObject *receiver, QEvent *event, int priority)
{
    __tsan_release(event);
    __tsan_release(&posted);
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
    originalPostEvent(receiver, event, priority);
    AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
}

/** A receiver that dies frees what was posted to it and not delivered. */
void removePostedEvents(QObject *receiver, int type)
{
    __tsan_acquire(&posted);
    originalRemovePostedEvents(receiver, type);
}

/** Called by Qt before each delivery, in the receiver's thread. */
bool beforeDelivery(void **data)
{
    auto *event = static_cast<QEvent *>(data[1]);
    __tsan_acquire(event);
    if (event->type() == QEvent::DeferredDelete)
        __tsan_acquire(QThread::currentThread());
    return false;
}

void release(QSemaphore *semaphore, int count)
{
    __tsan_release(semaphore);
    originalRelease(semaphore, count);
}

void acquire(QSemaphore *semaphore, int count)
{
    originalAcquire(semaphore, count);
    __tsan_acquire(semaphore);
}

/** By way of quit(), too. */
void exitThread(QThread *thread, int code)
{
    __tsan_release(thread);
    originalExit(thread, code);
}

/** The last thing of ours that a QThread runs. */
void threadEnd(void **storage)
{
    originalThreadEnd(storage);
    __tsan_release(QThread::currentThread());
}

bool wait(QThread *thread, QDeadlineTimer deadline)
{
    const bool ended = originalWait(thread, deadline);
    if (ended)
        __tsan_acquire(thread);
    return ended;
}

[[gnu::constructor]] void install()
{
    originalPostEvent =
        hookSymbol("_ZN16QCoreApplication9postEventEP7QObjectP6QEventi", &postEvent);
    originalRemovePostedEvents =
        hookSymbol("_ZN16QCoreApplication18removePostedEventsEP7QObjecti", &removePostedEvents);
    originalRelease = hookSymbol("_ZN10QSemaphore7releaseEi", &release);
    originalAcquire = hookSymbol("_ZN10QSemaphore7acquireEi", &acquire);
    originalExit = hookSymbol("_ZN7QThread4exitEi", &exitThread);
    originalThreadEnd = hookSymbol("_ZN18QThreadStorageData6finishEPPv", &threadEnd);
    originalWait = hookSymbol("_ZN7QThread4waitE14QDeadlineTimer", &wait);
    QInternal::registerCallback(QInternal::EventNotifyCallback, &beforeDelivery);
}

} // namespace

} // namespace oriel::tsan
