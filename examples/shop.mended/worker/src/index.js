process.on('SIGTERM', () => process.exit(0));
setInterval(() => console.log('working'), 10_000);
