/// What shippers over HTTP have in common: configuration, credentials, what a status means.
package dev.sonde.shippers.http;
