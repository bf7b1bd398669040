namespace Ecom.Neural.Networks;

/// <summary>The function after a dense layer.</summary>
public enum Activation
{
    None,
    Tanh,
    Sigmoid,
    Relu,
}
