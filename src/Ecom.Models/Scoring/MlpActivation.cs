namespace Ecom.Models.Scoring;

/// <summary>The function after a dense layer. The numbers are stored; never reuse one.</summary>
public enum MlpActivation
{
    None = 0,
    Tanh = 1,
    Sigmoid = 2,
    Relu = 3,
}
