package dev.sonde.app.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs the code of one plugin, each call on a platform thread of its own.
///
/// # Implementation notes
///
/// Code that never gives up the processor would keep a carrier of virtual threads for good, and
/// there are only as many as processors: so nothing of a plugin runs on a virtual thread. All its
/// threads, and those that they start, are in one group, so that what is left of them can be
/// counted.
final class PluginThreads {
  private static final int MOST = 64;

  private final String name;
  private final ClassLoader loader;
  private final ThreadGroup group;
  private final Set<Thread> calls = ConcurrentHashMap.newKeySet();

  PluginThreads(String name, ClassLoader loader) {
    this.name = name;
    this.loader = loader;
    this.group = new ThreadGroup("plugin-" + name);
  }

  /// Runs a task and waits for its end, however long that takes. An interrupt is passed on to the
  /// task, which is waited for all the same: it must not run twice at a time.
  ///
  /// @throws InterruptedException when the task ended by an interrupt
  /// @throws PluginException for whatever else it threw
  <T> T follow(String what, Callable<T> task) throws InterruptedException {
    var call = new Call<>(what, task);
    call.start();
    while (true) {
      try {
        return call.result();
      } catch (InterruptedException interrupted) {
        if (call.isOver()) {
          throw interrupted;
        }
        call.interrupt();
      }
    }
  }

  /// Runs a task and waits so long; one that takes longer is interrupted and left alone.
  ///
  /// @throws PluginException for whatever it threw, and when it took too long
  <T> T call(String what, Duration limit, Callable<T> task) throws InterruptedException {
    var call = new Call<>(what, task);
    call.start();
    try {
      return call.result(limit);
    } catch (TimeoutException late) {
      throw new PluginException(what + " did not end within " + limit.toMillis() + " ms");
    } finally {
      if (!call.isOver()) {
        call.interrupt();
      }
    }
  }

  /// Threads of the plugin that live, those of calls left out: by name.
  List<String> own() {
    var names = new ArrayList<String>();
    for (Thread each : alive()) {
      if (!calls.contains(each)) {
        names.add(each.getName());
      }
    }
    return names;
  }

  /// Calls that go on.
  int running() {
    calls.removeIf(each -> each.getState() == Thread.State.TERMINATED);
    return calls.size();
  }

  private List<Thread> alive() {
    Thread[] found = new Thread[group.activeCount() + MOST];
    int count = group.enumerate(found);
    return List.of(Arrays.copyOf(found, count));
  }

  /// One call.
  private final class Call<T> implements Callable<T> {
    private final String what;
    private final Callable<T> task;
    private final FutureTask<T> future = new FutureTask<>(this);
    private final Thread thread;

    Call(String what, Callable<T> task) {
      this.what = what;
      this.task = task;
      this.thread =
          Thread.ofPlatform()
              .group(group)
              .daemon()
              .name("plugin-" + name + '-' + what)
              .unstarted(future);
      thread.setContextClassLoader(loader);
    }

    void start() {
      if (running() >= MOST) {
        throw new PluginException(MOST + " calls hang already; " + what + " was not tried");
      }
      calls.add(thread);
      thread.start();
    }

    @Override
    public T call() throws InterruptedException {
      try {
        return task.call();
      } catch (InterruptedException | PluginException plain) {
        throw plain;
      } catch (Throwable thrown) {
        throw PluginException.of(thrown);
      }
    }

    boolean isOver() {
      return future.isDone();
    }

    void interrupt() {
      thread.interrupt();
    }

    T result() throws InterruptedException {
      try {
        return future.get();
      } catch (ExecutionException failed) {
        throw thrown(failed);
      }
    }

    T result(Duration limit) throws InterruptedException, TimeoutException {
      try {
        return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException failed) {
        throw thrown(failed);
      }
    }

    private RuntimeException thrown(ExecutionException failed) throws InterruptedException {
      if (failed.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      return failed.getCause() instanceof PluginException own
          ? own
          : new PluginException(String.valueOf(failed.getMessage()));
    }
  }
}
