import type { RoundingRule } from '../../shared/race/definition.ts';

/**
 * The same neutral shape for everyone who finishes: strokes in metres, x counted back from the part
 * that is read (the torso, the bow, the nose), so that this part lies at x = 0; y up from the ground.
 * Nothing in it says who dived, fell or stood: the times do not know.
 */
export interface StripFigure {
  readonly heightM: number;
  readonly lengthM: number;
  readonly strokes: readonly FigureStroke[];
}

export interface FigureStroke {
  readonly d: string;
  /** Width of the stroke in metres; 0 fills the outline. */
  readonly widthM: number;
  /** The part on the far side, drawn paler. */
  readonly far: boolean;
}

const near = (d: string, widthM: number): FigureStroke => ({ d, widthM, far: false });
const far = (d: string, widthM: number): FigureStroke => ({ d, widthM, far: true });

// A runner in full stride who leans as everybody does at speed; the chest is foremost but for head
// and hands, which do not count (World Athletics TR 18.2).
const RUNNER: StripFigure = {
  heightM: 1.82,
  lengthM: 0.85,
  strokes: [
    far('M0.15 1.38L0.42 1.25L0.47 1.01', 0.08),
    far('M0.27 0.93L-0.02 0.8L0.13 0.44L0.02 0.39', 0.115),
    near('M0.27 0.93L0.4 0.52L0.72 0.24L0.68 0.11', 0.12),
    near('M0.115 1.39Q0.15 1.18 0.27 0.95', 0.23),
    near('M0.11 1.48L0.08 1.6', 0.09),
    near('M-0.035 1.68A0.1 0.115 0 1 1 0.165 1.68A0.1 0.115 0 1 1 -0.035 1.68Z', 0),
    near('M0.13 1.38L0.07 1.12L-0.15 1.2', 0.075),
  ],
};

// The bow of a racing shell: the hull goes on beyond what is drawn.
const SHELL: StripFigure = {
  heightM: 0.7,
  lengthM: 9,
  strokes: [near('M0 0.32C0.6 0.42 2 0.5 9 0.5L9 0.12C3 0.1 1 0.16 0 0.32Z', 0)],
};

const CAR: StripFigure = {
  heightM: 1.2,
  lengthM: 5.4,
  strokes: [
    near('M0 0.24L0.1 0.36L1.7 0.6L2.3 0.62L2.6 0.95L3.1 0.95L4.4 0.62L5.4 0.6L5.4 0.2L0 0.14Z', 0),
    near('M0.95 0.35L0.96 0.35', 0.7),
    near('M4.5 0.36L4.51 0.36', 0.72),
    near('M5.0 0.92L5.4 0.92L5.4 0.6', 0.07),
  ],
};

// The fingertip, with the round end of its stroke, is what touches the wall.
const SWIMMER: StripFigure = {
  heightM: 0.4,
  lengthM: 2.3,
  strokes: [
    near('M0.045 0.14L0.55 0.22', 0.09),
    near('M0.62 0.26L0.7 0.26', 0.24),
    near('M0.7 0.22L1.4 0.16', 0.26),
    near('M1.35 0.16L2.3 0.08', 0.14),
  ],
};

export function stripFigure(rule: RoundingRule): StripFigure {
  switch (rule) {
    case 'rowing':
      return SHELL;
    case 'motor':
      return CAR;
    case 'swimming':
      return SWIMMER;
    default:
      return RUNNER;
  }
}

/** How long a body takes to pass the line. */
export function bodyUs(figure: StripFigure, speedMps: number): number {
  return (figure.lengthM / speedMps) * 1e6;
}
