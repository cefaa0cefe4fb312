//! Evenly spread draws: an extensible rank-1 lattice with a random shift.
//!
//! Draw `i` of input `j` is the fractional part of `φ(i) × zⱼ + shiftⱼ`, where `φ` mirrors the bits of `i` at the binary
//! point (Hickernell, Hong, L'Ecuyer and Lemieux 2000; Cools, Kuo and Nuyens 2006). Any first 2ᵐ draws are a lattice, in
//! which each input has exactly one draw in each 2ᵐth of its distribution; so means and percentiles settle with fewer
//! draws than of independent random numbers. The shift, from the seed, makes each draw uniform.

use super::lanes::{LANES, Lanes};

const LANE_BITS: u32 = LANES.ilog2();
/// The bits below those that choose a stratum.
pub(super) const OFFSET_BITS: u32 = 32 - LANE_BITS;
/// The most draws, and the most inputs, that the lattice is made for.
#[cfg(test)]
const MOST: (u32, usize) = (1 << 20, GENERATORS.len());

/// The generating vector, odd numbers below 2²⁰: chosen component by component from 1000 random candidates each, so
/// that the lattice of every two inputs has no short dual vector at any size from 2⁷ to 2²⁰ draws (the test below
/// states how short). A plan has at most 216 numbers.
static GENERATORS: [u32; 216] = [
    1, 253_707, 110_449, 584_979, 908_207, 727_735, 37_151, 701_419, 639_411, 596_805, 641_239, 88_967,
    529_625, 519_491, 168_869, 452_873, 130_745, 257_589, 469_243, 741_477, 202_867, 184_861, 601_807,
    67_055, 549_341, 755_903, 969_879, 239_491, 961_119, 313_299, 219_947, 875_769, 692_761, 384_855,
    552_867, 421_257, 471_907, 799_379, 104_401, 500_723, 358_297, 627_769, 192_219, 791_947, 1_041_725,
    588_623, 482_761, 704_173, 882_199, 916_001, 291_099, 181_055, 293_373, 550_129, 771_147, 489_677,
    102_815, 1_028_497, 233_323, 393_349, 1_036_203, 855_897, 945_157, 892_799, 213_635, 196_155, 710_423,
    658_917, 388_743, 92_641, 186_263, 1_012_387, 1_003_051, 675_073, 297_745, 37_679, 477_555, 661_945,
    163_051, 756_675, 767_207, 827_293, 690_535, 349_135, 737_321, 477_497, 1_015_607, 373_771, 100_287,
    570_299, 749_201, 257_375, 316_329, 40_823, 200_625, 695_245, 762_757, 22_771, 1_042_173, 950_311,
    779_273, 965_285, 560_949, 224_059, 681_965, 607_729, 571_795, 918_755, 935_067, 875_015, 1_036_113,
    1_024_691, 354_883, 428_725, 276_397, 225_217, 372_003, 730_149, 249_685, 376_427, 1_032_615, 295_039,
    662_687, 833_909, 538_737, 790_089, 400_047, 901_331, 728_263, 443_615, 4_007, 252_001, 743_501, 544_293,
    600_123, 720_149, 146_605, 70_337, 59_119, 477_941, 317_605, 441_075, 548_353, 545_657, 18_703, 618_385,
    519_203, 1_031_669, 86_311, 615_013, 716_345, 241_445, 328_069, 92_345, 631_379, 555_293, 417_611,
    201_221, 512_951, 763_461, 623_585, 98_585, 242_043, 767_643, 241_533, 528_377, 405_033, 523_543,
    352_049, 577_521, 625_811, 890_581, 522_833, 298_337, 623_841, 293_821, 305_729, 1_012_053, 520_641,
    300_939, 160_739, 226_863, 761_219, 226_967, 400_073, 280_397, 793_075, 936_183, 870_247, 622_967,
    848_255, 660_217, 999_587, 985_423, 445_765, 758_439, 1_035_319, 796_069, 43_011, 72_173, 246_827,
    708_747, 12_845, 869_447, 738_605, 359_011, 580_581, 625_647, 656_637, 398_657, 914_895, 883_405,
    454_287, 272_739, 516_711, 419_319,
];

/// The order in which one input takes its strata, and where its draws lie in them.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    order: [u8; LANES],
    generator: u32,
    shift: u32,
}

/// A block of draws of one input: which stratum each draw is in, and the offset in it that all of them share.
pub(super) struct Block<'a> {
    order: &'a [u8; LANES],
    first: u8,
    /// In units of 2⁻³², less than a stratum.
    pub(super) offset: u32,
}

impl Stream {
    /// The stream of the input that comes as number `at`.
    pub(super) fn new(at: usize, seed: u64) -> Self {
        let generator = GENERATORS.get(at).copied().unwrap_or(1);
        let mut order = [0; LANES];
        for (lane, slot) in (0u32..).zip(&mut order) {
            // Only the bits that choose the stratum are not zero.
            *slot = (lane.reverse_bits().wrapping_mul(generator) >> OFFSET_BITS) as u8;
        }
        Self { order, generator, shift: (split_mix(seed, at as u64) >> 32) as u32 }
    }

    /// Where a draw lies in the distribution, in units of 2⁻³².
    pub(super) fn place(&self, draw: u32) -> u32 {
        draw.reverse_bits().wrapping_mul(self.generator).wrapping_add(self.shift)
    }

    /// The draws from `block * LANES` on.
    pub(super) fn block(&self, block: u32) -> Block<'_> {
        let base = (block * LANES as u32).reverse_bits();
        let start = base.wrapping_mul(self.generator).wrapping_add(self.shift);
        let first = (start >> OFFSET_BITS) as u8;
        Block { order: &self.order, first, offset: start & ((1 << OFFSET_BITS) - 1) }
    }
}

impl Block<'_> {
    /// Brings what was worked out stratum by stratum into the order of the draws.
    pub(super) fn arrange(&self, strata: &Lanes, draws: &mut Lanes) {
        for (draw, place) in draws.iter_mut().zip(self.order) {
            let place = place.wrapping_add(self.first) % LANES as u8;
            *draw = strata.get(usize::from(place)).copied().unwrap_or_default();
        }
    }
}

/// Output `at` of SplitMix64 (Steele, Lea and Flood 2014) started at `seed`.
fn split_mix(seed: u64, at: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(at + 1));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_mix_gives_the_published_numbers() {
        let first: Vec<u64> = (0..5).map(|at| split_mix(1_234_567, at)).collect();
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(first, published);
    }

    #[test]
    fn blocks_are_the_lattice_as_it_is_defined() {
        for (at, generator) in GENERATORS.iter().enumerate() {
            let stream = Stream::new(at, 9);
            for block in [0, 1, 2, 77, MOST.0 / LANES as u32 - 1] {
                let found = stream.block(block);
                for lane in 0..LANES {
                    let i = block * LANES as u32 + lane as u32;
                    let exact = i.reverse_bits().wrapping_mul(*generator).wrapping_add(stream.shift);
                    assert_eq!(stream.place(i), exact);
                    let stratum = u32::from(found.order[lane].wrapping_add(found.first)) % LANES as u32;
                    assert_eq!((stratum << OFFSET_BITS) + found.offset, exact, "input {at}, draw {i}");
                }
            }
        }
    }

    #[test]
    fn each_input_has_one_draw_in_each_stratum_of_any_size() {
        for at in [0, 1, 23, 215] {
            let stream = Stream::new(at, 3);
            for bits in [6, 9, 14] {
                let mut seen = vec![0; 1 << bits];
                for i in 0..1u32 << bits {
                    let u = i.reverse_bits().wrapping_mul(stream.generator).wrapping_add(stream.shift);
                    seen[(u >> (32 - bits)) as usize] += 1;
                }
                assert!(seen.iter().all(|n| *n == 1));
            }
        }
    }

    /// The length of the shortest vector of the dual of the lattice of two inputs, as a share of the longest that any
    /// lattice has (Gauss's reduction).
    fn spread(a: u32, b: u32, bits: u32) -> f64 {
        let n = 1i64 << bits;
        let inverse = (0..5).fold(a, |x, _| x.wrapping_mul(2u32.wrapping_sub(x.wrapping_mul(a))));
        let z = i64::from(b.wrapping_mul(inverse)) % n;
        let dot = |a: (i64, i64), b: (i64, i64)| a.0 * b.0 + a.1 * b.1;
        let (mut short, mut long) = ((n, 0), (-z, 1));
        loop {
            if dot(long, long) < dot(short, short) {
                std::mem::swap(&mut short, &mut long);
            }
            let turns = (dot(short, long) as f64 / dot(short, short) as f64 + 0.5).floor() as i64;
            if turns == 0 {
                return (dot(short, short) as f64 / (n as f64 * 2.0 / 3f64.sqrt())).sqrt();
            }
            long = (long.0 - turns * short.0, long.1 - turns * short.1);
        }
    }

    #[test]
    fn no_two_inputs_go_together() {
        for bits in [10, 13, 17, 20] {
            for (inputs, least) in [(24, 0.1), (GENERATORS.len(), 0.02)] {
                let first = &GENERATORS[..inputs];
                let pairs =
                    first.iter().enumerate().flat_map(|(at, a)| first[..at].iter().map(move |b| (*a, *b)));
                let worst = pairs.map(|(a, b)| spread(a, b, bits)).fold(1.0, f64::min);
                assert!(worst > least, "{inputs} inputs, 2^{bits} draws: {worst}");
            }
        }
    }
}
