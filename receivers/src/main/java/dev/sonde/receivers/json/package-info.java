/// The receiver `json`: metrics as JSON, in the forms that small clients send.
package dev.sonde.receivers.json;
