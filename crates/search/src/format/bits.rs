//! Bits of a file.

use super::wire::ReadError;

/// Writes bits, beginning with the highest bit of each byte.
#[cfg(feature = "build")]
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// The bits that do not fill a byte yet: fewer than eight. The last one written is the lowest.
    open: u64,
    used: u32,
}

#[cfg(feature = "build")]
impl BitWriter {
    /// Writes the lowest bits of a number, 32 at most.
    pub fn put(&mut self, number: u64, bits: u32) {
        self.open = self.open << bits | (number & ((1 << bits) - 1));
        self.used += bits;
        while self.used >= 8 {
            self.used -= 8;
            self.bytes.push((self.open >> self.used & 0xff) as u8);
        }
        self.open &= (1 << self.used) - 1;
    }

    /// Writes a number in unary: as many ones, then a zero.
    pub fn put_unary(&mut self, mut number: u64) {
        while number >= 31 {
            self.put((1 << 31) - 1, 31);
            number -= 31;
        }
        self.put((1 << (number + 1)) - 2, number as u32 + 1);
    }

    /// Writes a number. Elias's gamma code begins at 1, so it encodes the number plus one.
    pub fn put_gamma(&mut self, number: u64) {
        let number = number + 1;
        let bits = number.ilog2();
        self.put_unary(u64::from(bits));
        self.put(number, bits);
    }

    /// Returns the bytes. The last one is padded with zeros.
    pub fn into_bytes(mut self) -> Vec<u8> {
        if self.used > 0 {
            self.put(0, 8 - self.used);
        }
        self.bytes
    }

    /// Returns the number of bits.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.bytes.len() * 8 + self.used as usize
    }
}

/// Reads bits.
#[derive(Clone, Copy, Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Begins at the first bit.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Reads a number of bits, 63 at most.
    pub fn take(&mut self, bits: u32) -> Result<u64, ReadError> {
        let (mut number, mut left) = (0, bits);
        while left > 0 {
            let byte = self.bytes.get(self.at / 8).ok_or(ReadError::Damaged)?;
            let open = 8 - (self.at % 8) as u32;
            let now = open.min(left);
            let taken = u64::from(*byte) >> (open - now) & ((1 << now) - 1);
            number = number << now | taken;
            self.at += now as usize;
            left -= now;
        }
        Ok(number)
    }

    /// Counts ones until a zero.
    pub fn take_unary(&mut self) -> Result<u64, ReadError> {
        let mut number = 0;
        loop {
            let byte = self.bytes.get(self.at / 8).ok_or(ReadError::Damaged)?;
            let rest = *byte << (self.at % 8);
            let (ones, left) = (rest.leading_ones(), 8 - (self.at % 8) as u32);
            if ones < left {
                self.at += ones as usize + 1;
                return Ok(number + u64::from(ones));
            }
            self.at += left as usize;
            number += u64::from(left);
        }
    }

    /// Reads a number in the gamma code.
    pub fn take_gamma(&mut self) -> Result<u64, ReadError> {
        let bits = u32::try_from(self.take_unary()?).map_err(|_| ReadError::Damaged)?;
        if bits > 40 {
            return Err(ReadError::Damaged);
        }
        Ok((1 << bits | self.take(bits)?) - 1)
    }
}
