use crate::Failure;
pub(crate) fn test(_: &[&str]) -> Result<(), Failure> { Ok(()) }
