// Talks to an echo at the address given, and says what it hears.
const crypto = require('crypto');
const WebSocket = require('ws');

const socket = new WebSocket(process.argv[2], ['v2', 'v1'], {headers: {'X-API-Key': 'k'}});
const big = crypto.randomBytes(900000);

socket.on('open', () => {
  console.log('open', socket.protocol);
  socket.send('hel', {fin: false});
  socket.ping('between');
  socket.send('lo €', {fin: true});
});
socket.on('pong', data => console.log('pong', data.toString()));
socket.on('message', (data, binary) => {
  console.log('message', binary ? data.equals(big) : data.toString());
  if (binary) {
    socket.close(1000, 'done');
  } else {
    socket.send(big);
  }
});
socket.on('close', (code, reason) => console.log('close', code, reason.toString()));
socket.on('error', error => console.log('error', error.message));
