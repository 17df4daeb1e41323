/// What those discoveries share that watch an API: threads, back-off, labels, and when to speak.
package dev.sonde.collectors.discovery.watching;
