function reschedule(calendar, id, time) {
  return calendar.map((appointment) => (appointment.id === id ? { ...appointment, time } : appointment));
}
