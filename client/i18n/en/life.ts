/** Whether a race goes ahead, as viewers are told. */
export const life = {
  title: 'About this race',
  scheduled: 'Goes ahead as scheduled.',
  postponed: 'Postponed.',
  abandoned: 'Abandoned.',
  rerun: 'This race is run again.',
  starts: (clock: string, zone: string) => `Scheduled start: ${clock}, ${zone} time.`,
  due: (clock: string, zone: string) => `Was to start ${clock}, ${zone} time. Not started yet.`,
  own: (clock: string) => `That is ${clock} where you are.`,
};
