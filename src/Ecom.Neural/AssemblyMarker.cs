namespace Ecom.Neural;

internal static class AssemblyMarker;
