package example.woven;

import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;

import dev.tracing.Traced;

/**
 * Timers.
 */
public class Timers {

	private final Leaf leaf = new Leaf();

	@Traced
	public void once() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(2);
		Timer timer = new Timer();
		timer.schedule(task(done), 1);
		timer.schedule(task(done), new Date());
		done.await();
		timer.cancel();
	}

	@Traced
	public void again() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(3);
		Timer timer = new Timer();
		timer.schedule(task(done), 0, 1);
		done.await();
		timer.cancel();
	}

	private TimerTask task(CountDownLatch done) {
		return new TimerTask() {

			@Override
			public void run() {
				if (done.getCount() > 0) {
					Timers.this.leaf.quick();
					done.countDown();
				}
			}

		};
	}

}
