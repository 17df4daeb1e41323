/// A Micrometer registry whose metrics outlive an outage of the hub and the end of the process.
package dev.sonde.client.micrometer;
