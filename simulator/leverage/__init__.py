"""What somebody can choose: delays, guarantors and troops, and what each would change."""
