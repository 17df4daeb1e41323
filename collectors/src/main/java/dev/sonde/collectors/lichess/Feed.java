package dev.sonde.collectors.lichess;

/// Work that goes on until interrupted.
interface Feed {
  void run() throws InterruptedException;
}
