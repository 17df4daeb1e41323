package dev.sonde.framework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does something with several collectors at the same time, a virtual thread each.
final class Together {
  private Together() {}

  /// What is done with one of them. It fails only by a defect.
  interface Work<T> {
    T on(RegisteredCollector collector) throws InterruptedException;
  }

  /// @return by name, in their order
  static <T> Map<String, T> of(List<RegisteredCollector> all, Work<T> work)
      throws InterruptedException {
    var tasks = new ArrayList<Callable<T>>();
    all.forEach(each -> tasks.add(() -> work.on(each)));
    var results = new LinkedHashMap<String, T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> done = threads.invokeAll(tasks);
      for (int i = 0; i < done.size(); i++) {
        results.put(all.get(i).name(), done.get(i).get());
      }
    } catch (ExecutionException defect) {
      throw new IllegalStateException("a defect of the framework", defect.getCause());
    }
    return results;
  }
}
