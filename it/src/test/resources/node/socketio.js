// Speaks to a hub as the generic metrics pipeline does, and says what it hears.
const {io} = require('socket.io-client');

const options = {transports: ['websocket'], reconnection: false};
const metric = (value, age) => ({
  measurement: 'system_metrics',
  tags: {origin: 'application', metric_type: 'event'},
  fields: {value},
  timestamp: new Date(Date.now() - age).toISOString(),
});
const fail = error => {
  console.log('failed', error.message);
  process.exit(1);
};

const metrics = io(process.argv[2] + '/ws/metrics', options);
metrics.on('connect_error', fail);
metrics.on('response', hello => {
  console.log('response', hello.data);
  metrics.emit('metric', metric(1.0, 1000));
});
metrics.once('success', thanks => {
  console.log('success', thanks.message);
  metrics.emit('metric', metric(2.0, 0), answer => {
    console.log('acknowledged', answer.accepted);
    metrics.emit('metric');
  });
});
metrics.on('error', error => {
  console.log('error', error.error);
  const games = io(process.argv[2] + '/ws/game_metrics', {...options, forceNew: true});
  games.on('connect_error', fail);
  games.on('response', hello => {
    console.log('games', hello.data);
    games.emit('metric', {
      measurement: 'chess_game',
      tags: {game_id: 'g1', event_type: 'move'},
      fields: {white_time: 60, black_time: 55},
      time: Date.now() * 1e6,
    });
  });
  games.on('success', thanks => {
    console.log('games', thanks.message);
    games.disconnect();
    metrics.disconnect();
    console.log('over');
  });
});
