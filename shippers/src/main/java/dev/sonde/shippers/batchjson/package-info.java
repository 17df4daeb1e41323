/// The shipper `batch_json`: the batches of document 000's push client, posted.
package dev.sonde.shippers.batchjson;
