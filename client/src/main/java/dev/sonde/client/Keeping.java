package dev.sonde.client;

import java.nio.file.Path;

/// Where samples wait until the hub has them.
public sealed interface Keeping {
  /// In a journal on disk: what was taken outlives the process.
  ///
  /// Senders may share a folder, in one process or in several: each takes a numbered folder in it
  /// for itself, and what a process left behind that is gone is taken over.
  ///
  /// @param folder made when there is none, for its owner only
  record Folder(Path folder) implements Keeping {}

  /// In memory alone: what the hub does not have yet is lost when the process ends.
  record Memory() implements Keeping {}
}
