package measure

import (
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// Clock says what is timed.
const Clock = "processor time of the thread"

// timed is the processor time that run takes in its thread: the turns of other programs do not count, nor does what the
// garbage collector does in other threads.
func timed(run func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start := clock()
	run()
	return clock() - start
}

func clock() time.Duration {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &now); err != nil {
		panic(err) // every Linux has this clock
	}
	return time.Duration(now.Nano())
}
