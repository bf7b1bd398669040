namespace Ecom.Evaluation.Beyond;

/// <summary>How different two items are, in [0, 1].</summary>
internal interface IItemDistance
{
    double Between(int a, int b);
}
