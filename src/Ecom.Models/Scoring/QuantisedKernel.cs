namespace Ecom.Models.Scoring;

/// <summary>Ways to sum a panel of 8-bit factors; they give the same integers.</summary>
internal enum QuantisedKernel
{
    Portable,
    Avx2,
    Avx512,
}
