/// The receiver `pushgateway`: pages of jobs that end before anybody could scrape them.
package dev.sonde.receivers.pushgateway;
