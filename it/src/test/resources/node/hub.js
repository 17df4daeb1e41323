// Pushes metrics to the hub at the address given, with a key, and says what it answers.
const WebSocket = require('ws');

const socket = new WebSocket(process.argv[2], {headers: {'X-API-Key': process.argv[3]}});
const metric = (origin, value) => ({origin, metric_type: 'orders', value});
const messages = [
  JSON.stringify(metric('till', 3)),
  JSON.stringify([metric('till', 4), metric('web', 5)]),
  '{"origin":',
];

socket.on('open', () => messages.forEach(each => socket.send(each)));
socket.on('message', data => {
  const answer = JSON.parse(data.toString());
  console.log(answer.code === 200 ? data.toString() : `code ${answer.code}`);
  if (answer.code !== 200) {
    socket.close(1000);
  }
});
socket.on('close', code => {
  if (code !== 1006) {
    console.log('close', code);
  }
});
socket.on('error', error => console.log('error', error.message));
