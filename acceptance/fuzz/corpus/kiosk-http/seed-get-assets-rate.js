GET /assets/rate.js
