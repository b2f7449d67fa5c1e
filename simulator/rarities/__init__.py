"""Rare outcomes: histories are chosen by their luck, before any is played."""
