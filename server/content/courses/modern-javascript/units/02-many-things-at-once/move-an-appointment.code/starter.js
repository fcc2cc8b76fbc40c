function reschedule(calendar, id, time) {
  const found = calendar.find((appointment) => appointment.id === id);
  found.time = time;
  return calendar;
}
