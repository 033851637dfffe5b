/** A pickle that would run a command: protocol 2, os.system('true'). */
export function hostilePickle(): Buffer {
  return Buffer.concat([Buffer.from([0x80, 0x02]), Buffer.from("cos\nsystem\n(S'true'\ntR.")]);
}
